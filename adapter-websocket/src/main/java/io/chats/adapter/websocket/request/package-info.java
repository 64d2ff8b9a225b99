/**
 * The handling of one frame: decides whether it comes too soon, which use case it calls, which
 * error code answers a failure, and under which type and result it is measured.
 */
package io.chats.adapter.websocket.request;
