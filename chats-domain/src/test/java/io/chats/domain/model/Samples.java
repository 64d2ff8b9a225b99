package io.chats.domain.model;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Values that tests of the model start from. */
final class Samples {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Samples() {}

  static UserId user(long id) {
    return new UserId(id);
  }

  /** An opened chat at version 10 with messages and a read mark. */
  static Chat chat() {
    ReadMarks marks = ReadMarks.NONE.mark(user(1), UserType.CLIENT, 3);
    return new Chat(new ChatId(7), new OrderId(9), ChatStatus.OPENED, NOON, NOON, 5, 10, 8, marks);
  }

  static Conversation conversation(Subscription... subscriptions) {
    return new Conversation(chat(), new Participants(8, List.of(subscriptions)));
  }

  /** An active subscription that has read nothing; its user joined at the version of their id. */
  static Subscription active(long user, UserType type) {
    return Subscription.joined(user(user), type, user, 0);
  }

  static Subscription former(long user, UserType type) {
    return active(user, type).left();
  }

  static Subscription withMark(Subscription subscription, ReadMark mark) {
    return new Subscription(
        subscription.user(),
        subscription.type(),
        subscription.active(),
        subscription.joinedVersion(),
        subscription.joinedSeq(),
        mark);
  }

  /** The mark of a user who has read so far. */
  static ReadMark read(long seq) {
    return new ReadMark(seq, false, Optional.of(NOON));
  }

  /** The mark of a user to whom it was handed over. */
  static ReadMark inherited(long seq) {
    return new ReadMark(seq, true, Optional.of(NOON));
  }
}
