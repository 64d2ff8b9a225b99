/**
 * The entry points: {@link io.chats.application.EmbeddedChats} for services that embed the product,
 * and {@link io.chats.application.ChatsNode}, which assembles a node from the outbound ports. The
 * inbound API is in {@code api}; all other packages but {@code inprocess} and {@code reminder} are
 * internal.
 */
package io.chats.application;
