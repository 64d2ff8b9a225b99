/**
 * The libraries under the connections. Grizzly accepts sockets and reads them on a few threads that
 * never block; Tyrus parses and answers the WebSocket protocol. Both call a {@link
 * io.chats.adapter.websocket.connection.ClientConnection}. The sizes of socket buffers are decided
 * here.
 */
package io.chats.adapter.websocket.transport;
