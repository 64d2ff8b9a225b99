/**
 * What waits to be sent to one client, and when a slow reader is closed. A message is encoded once
 * for all sessions; each connection keeps its frames in an {@link
 * io.chats.adapter.websocket.outbound.OutboundQueue}, bounded in bytes. A frame that does not fit
 * is an {@code OVERFLOW}, on which the connection is closed with {@code TOO_SLOW} (4408). Typing
 * and presence that a newer frame supersedes are dropped from the queue before that.
 */
package io.chats.adapter.websocket.outbound;
