/** The events that nodes send to each other and to connected clients. */
package io.chats.domain.event;
