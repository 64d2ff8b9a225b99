/** Reads the AsyncAPI document of the WebSocket API, and compares it with the code. */
package io.chats.adapter.websocket.document;
