/**
 * What is done with a frame of a client: whether it comes too soon, which use case it calls, which
 * error answers a failure, and under which type and result it is counted.
 */
package io.chats.adapter.websocket.request;
