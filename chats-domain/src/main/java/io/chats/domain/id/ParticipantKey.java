package io.chats.domain.id;

/** Identifies the participation of one user in one chat, active or not. */
public record ParticipantKey(ChatId chat, UserId user) {}
