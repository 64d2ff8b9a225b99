/**
 * Connected clients: the WebSocket server (spec 6). Tyrus speaks the protocol; a Grizzly filter of
 * this package stands between it and the sockets, so that whatever a client does costs a bounded
 * share of the node.
 *
 * <p>Logging: by SLF4J, with session and user, never a token or a text. Tyrus and Grizzly log by
 * {@code java.util.logging}; whatever clients send, they log nothing at {@code INFO} and above, and
 * no token at any level reaches Tyrus. Leave {@code org.glassfish.grizzly} above {@code FINEST},
 * where it would log bytes.
 */
package io.chats.adapter.websocket;
