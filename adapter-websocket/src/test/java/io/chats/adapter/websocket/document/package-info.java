/**
 * The AsyncAPI document of the WebSocket API: read, compared with the code, and held against it.
 */
package io.chats.adapter.websocket.document;
