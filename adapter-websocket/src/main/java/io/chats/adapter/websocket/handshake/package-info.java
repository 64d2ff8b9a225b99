/**
 * Decides which clients get a connection and a session. The HTTP request is checked first: its path
 * and upgrade, its origin, the number of sessions and of pending handshakes; a refusal is an HTTP
 * status. Then the token is verified, of few clients at a time; a refusal is an error frame and a
 * close code.
 */
package io.chats.adapter.websocket.handshake;
