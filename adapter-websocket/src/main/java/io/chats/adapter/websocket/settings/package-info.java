/**
 * What can be set on a WebSocket server: its address and origins, the rate of frames, the bounds on
 * sessions and on what they may leave waiting, the times it waits for clients, and the executors,
 * clock and monitors it runs on. Only data; this package uses none of the others.
 */
package io.chats.adapter.websocket.settings;
