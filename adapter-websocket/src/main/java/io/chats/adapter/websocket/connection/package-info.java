/**
 * One established connection from its upgrade to the end of its socket: what is read is checked
 * against the protocol and the size limits, what is sent passes one bounded queue, and the order of
 * closing is decided here, with all close codes. Also pings silent peers, cuts dead ones, and sends
 * clients away when the node stops.
 */
package io.chats.adapter.websocket.connection;
