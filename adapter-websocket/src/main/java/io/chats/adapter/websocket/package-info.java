/**
 * Connected clients: the WebSocket server (SPEC 6). Tyrus speaks the protocol; a Grizzly filter of
 * this package stands between it and the sockets, so that whatever a client does costs a bounded
 * share of the node.
 */
package io.chats.adapter.websocket;
