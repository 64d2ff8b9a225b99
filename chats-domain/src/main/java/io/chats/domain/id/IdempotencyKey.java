package io.chats.domain.id;

/**
 * Identifies a message by its author and by the id that the author's client gave it. A second
 * message with the same key repeats the first one (spec G2).
 */
public record IdempotencyKey(ParticipantKey author, ClientMessageId clientId) {}
