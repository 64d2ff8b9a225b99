package io.chats.adapter.mysql;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;

/** A place in a chat: one user's, whether taken now or not. */
record Seat(ChatId chat, UserId user) {}
