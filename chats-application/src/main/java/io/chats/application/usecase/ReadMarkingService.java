package io.chats.application.usecase;

import io.chats.application.api.ReadMarking;
import io.chats.application.delivery.Rooms;
import io.chats.domain.event.ChatChange;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.port.ChatStore;
import io.chats.domain.port.ChatStore.Marked;
import java.time.Clock;

/** Stores read marks, then announces those that have moved. */
public record ReadMarkingService(ChatStore chats, Rooms rooms, Clock clock) implements ReadMarking {

  @Override
  public boolean markRead(ChatId chat, UserId reader, MessageId upTo) {
    Marked marked = chats.markRead(chat, reader, upTo, clock.instant());
    if (marked.moved()) {
      rooms.announce(announcement(marked, reader, upTo));
    }
    return marked.moved();
  }

  /** The announcement of a mark that has moved. */
  public static ChatChange announcement(Marked marked, UserId reader, MessageId upTo) {
    Chat chat = marked.chat();
    return new ChatChange(
        chat.id(),
        chat.version() - 1,
        chat.version(),
        chat.participantsVersion(),
        new ChatChange.Read(reader, upTo, marked.seq()));
  }
}
