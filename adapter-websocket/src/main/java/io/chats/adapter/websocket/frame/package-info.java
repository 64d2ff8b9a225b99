/**
 * The JSON of the frames: which frames clients may send, the error code of a frame that cannot be
 * decoded, and how each event is encoded. No input or output happens here.
 */
package io.chats.adapter.websocket.frame;
