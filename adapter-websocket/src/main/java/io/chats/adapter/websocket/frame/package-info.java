/**
 * The JSON of the frames: what clients may send, and what they are sent. No input or output here.
 */
package io.chats.adapter.websocket.frame;
