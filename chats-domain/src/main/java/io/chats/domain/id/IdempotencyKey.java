package io.chats.domain.id;

/** What tells a repeated message; client ids are as they are stored. */
public record IdempotencyKey(ParticipantKey author, ClientMessageId clientId) {}
