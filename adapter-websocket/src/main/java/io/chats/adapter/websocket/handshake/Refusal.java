package io.chats.adapter.websocket.handshake;

/**
 * The answer to a request that gets no connection.
 *
 * @param reason for operators, of a fixed set
 */
record Refusal(HttpResponse response, String reason) implements SessionAdmission.Answer {}
