package io.chats.adapter.nats.bus;

import io.chats.application.api.ChatReading.ShownChat;
import io.chats.domain.event.ClientEvent.Opponent;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.Profile;
import io.chats.domain.model.ReadMarks;
import io.chats.domain.model.StoredFile;
import io.chats.domain.model.UserType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/** Sample results of the application. */
final class Samples {

  static final Instant DAY = Instant.parse("2026-03-01T22:30:00.5Z");

  private Samples() {}

  static Profile profile(long user) {
    return new Profile(new UserId(user), "Willow", "Reed", "Ash", "https://photos/" + user);
  }

  static Message message(long id, Content content, boolean erased) {
    return new Message(
        new MessageId(id),
        id,
        new ChatId(1),
        new UserId(7 + id % 2),
        UserType.DOCTOR,
        Optional.of(new ClientMessageId("c" + id)),
        content,
        DAY,
        erased);
  }

  /** A message with a text, params and a known file. */
  static ShownMessage shown(long id) {
    FileId file = new FileId("f" + id);
    Content content =
        new Content(MessageType.DOCUMENT, "text " + id, Map.of("key", "value"), Optional.of(file));
    StoredFile.Details details =
        new StoredFile.Details("title", "https://f", "https://t", "image/png", "yesterday", 12);
    return new ShownMessage(
        message(id, content, false),
        MessageStatus.READ,
        Optional.of(new StoredFile(file, Optional.of(details))),
        false);
  }

  /** A message with a text and a param of so many characters. */
  static ShownMessage large(int text, int param) {
    ShownMessage small = shown(1);
    Content content =
        new Content(
            MessageType.DOCUMENT,
            "t".repeat(text),
            Map.of("key", "v".repeat(param)),
            small.message().content().file());
    return new ShownMessage(message(1, content, false), MessageStatus.READ, small.file(), false);
  }

  static ShownChat chatWith(ShownMessage last) {
    ShownChat chat = chat(1);
    return new ShownChat(
        chat.chat(), chat.opponent(), chat.opponents(), chat.unread(), Optional.of(last));
  }

  /** A chat as a doctor sees it, with one opponent, the client. */
  static ShownChat chat(long id) {
    Opponent client = new Opponent(profile(42), UserType.CLIENT);
    return new ShownChat(
        chat(id, ChatStatus.OPENED),
        Optional.of(client),
        List.of(client),
        OptionalInt.of(3),
        Optional.of(shown(9)));
  }

  /** A chat with so many opponents, whose ids rise from 1,000 on. */
  static ShownChat chat(long id, int opponents) {
    List<Opponent> all =
        LongStream.range(1_000, 1_000 + opponents)
            .mapToObj(user -> new Opponent(profile(user), UserType.OPERATOR))
            .toList();
    return new ShownChat(
        chat(id, ChatStatus.OPENED),
        Optional.of(all.getFirst()),
        all,
        OptionalInt.of(3),
        Optional.of(shown(9)));
  }

  static SessionAnswer.Session session(int number) {
    return new SessionAnswer.Session(new SessionId("s" + number), DAY, "192.0.2." + number);
  }

  static Chat chat(long id, ChatStatus status) {
    return new Chat(
        new ChatId(id), new OrderId(5), status, DAY, DAY.plusMillis(1), 9, 12, 2, ReadMarks.NONE);
  }
}
