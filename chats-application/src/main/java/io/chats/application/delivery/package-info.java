/**
 * Delivers chats to the sessions of this node (spec G3, G5, G6): a {@link
 * io.chats.application.delivery.Room} for each chat in which one of them takes part. A room works
 * in a serial executor of its own. {@link io.chats.application.delivery.ChangeSequence} puts the
 * announced changes in order, {@link io.chats.application.delivery.ChatDelivery} decides who is
 * sent what, and loads from the database what no announcement brought.
 */
package io.chats.application.delivery;
