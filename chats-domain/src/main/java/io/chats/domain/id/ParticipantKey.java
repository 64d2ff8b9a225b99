package io.chats.domain.id;

/** A place in a chat: one user's, whether taken now or not. */
public record ParticipantKey(ChatId chat, UserId user) {}
