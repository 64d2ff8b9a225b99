package io.chats.application.delivery;

import io.chats.domain.event.ChatChange;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.UserType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Makes posts of one chat with one message for each version. */
final class Posts {

  static final ChatId CHAT = new ChatId(1);

  private Posts() {}

  /** A change with the messages between two versions. */
  static ChatChange change(long from, long to) {
    return change(CHAT, from, to);
  }

  static ChatChange change(ChatId chat, long from, long to) {
    List<Message> messages =
        LongStream.rangeClosed(from + 1, to).mapToObj(seq -> message(chat, seq, "text")).toList();
    return new ChatChange(chat, from, to, 1, new ChatChange.Posted(messages));
  }

  /** A change with one message of that text. */
  static ChatChange change(long from, String text) {
    List<Message> messages = List.of(message(CHAT, from + 1, text));
    return new ChatChange(CHAT, from, from + 1, 1, new ChatChange.Posted(messages));
  }

  private static Message message(ChatId chat, long seq, String text) {
    return new Message(
        new MessageId(seq),
        seq,
        chat,
        new UserId(1),
        UserType.CLIENT,
        Optional.empty(),
        new Content(MessageType.MESSAGE, text, Map.of(), Optional.empty()),
        Instant.EPOCH,
        false);
  }
}
