package io.chats.domain.event;

import io.chats.domain.id.ChatId;

/** An announcement about a chat, from one node to the others. */
public sealed interface ChatAnnouncement permits ChatChange, ChatSignal {

  ChatId chat();
}
