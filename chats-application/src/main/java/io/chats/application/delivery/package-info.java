/**
 * Delivery to this node's sessions: a {@link io.chats.application.delivery.Room} for each chat that
 * has any, fed by announcements and healed from the database.
 */
package io.chats.application.delivery;
