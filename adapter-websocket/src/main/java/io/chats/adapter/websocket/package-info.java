/**
 * The WebSocket server, through which clients are connected (spec 6). Tyrus speaks the protocol; a
 * Grizzly filter of this module stands between it and the sockets, so that each client uses only a
 * bounded share of the node. The packages below say where a thing is decided: {@code handshake} who
 * may connect, {@code session} the life of a session, {@code request} what a frame does, {@code
 * outbound} when a slow reader is closed, {@code connection} how a connection ends, {@code frame}
 * the JSON, {@code settings} all bounds and times.
 *
 * <p>Logging uses SLF4J, with session and user, and never contains a token or a text. Tyrus and
 * Grizzly log by {@code java.util.logging}; nothing that clients send makes them log at {@code
 * INFO} and above, and no token reaches Tyrus. Leave {@code org.glassfish.grizzly} above {@code
 * FINEST}, where it would log bytes.
 */
package io.chats.adapter.websocket;
