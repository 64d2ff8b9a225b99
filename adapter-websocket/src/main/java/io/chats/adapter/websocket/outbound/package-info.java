/**
 * The frames that wait to be sent to one client, and the decision when a slow reader is closed. A
 * message is encoded once for all sessions. Each connection has an {@link
 * io.chats.adapter.websocket.outbound.OutboundQueue}, bounded in bytes: a frame that does not fit
 * is an {@code OVERFLOW}, on which the connection closes with {@code TOO_SLOW} (4408). Signals that
 * newer ones supersede leave the queue before.
 */
package io.chats.adapter.websocket.outbound;
