/**
 * The settings of a WebSocket server: its address and origins, the rate of frames, the bounds of
 * what clients may use, the times that they are waited for, and the services that the server runs
 * on. Only data: this package uses no other one.
 */
package io.chats.adapter.websocket.settings;
