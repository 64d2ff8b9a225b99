/**
 * One established connection, from its upgrade to the end of its socket. Decides which frames break
 * the protocol or are too long, in which order a connection is closed and with which code, when a
 * silent peer is cut, and how a stopping node sends its clients away.
 */
package io.chats.adapter.websocket.connection;
