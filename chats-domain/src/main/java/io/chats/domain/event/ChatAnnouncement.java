package io.chats.domain.event;

import io.chats.domain.id.ChatId;

/** Something about a chat that nodes tell each other. */
public sealed interface ChatAnnouncement permits ChatChange, ChatSignal {

  ChatId chat();
}
