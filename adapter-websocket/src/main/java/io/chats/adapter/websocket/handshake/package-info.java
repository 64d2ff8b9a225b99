/**
 * Who gets a connection and a session. HTTP requests are checked here: path, upgrade, origin, the
 * number of sessions and of pending handshakes; then the token is verified, of few clients at a
 * time. A refusal is an HTTP status before the upgrade, and an error frame with a close code after
 * it.
 */
package io.chats.adapter.websocket.handshake;
