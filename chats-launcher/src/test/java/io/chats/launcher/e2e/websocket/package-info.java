/**
 * The WebSocket API as clients that are not ours meet it: every frame, close codes, conversations.
 */
package io.chats.launcher.e2e.websocket;
