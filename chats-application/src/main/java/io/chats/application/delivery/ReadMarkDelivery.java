package io.chats.application.delivery;

import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Participants;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.ReadMarks;
import io.chats.domain.model.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the participants of a chat have read, as far as a room's sessions have been shown it. A
 * mark that came with a hand-over is not shown: nobody has read anything (spec 4). Not safe for use
 * by several threads.
 */
final class ReadMarkDelivery {

  private final ChatId chat;
  private final DeliveryContext services;
  private final RoomSessions audience;
  private final Map<UserId, Long> shown = new HashMap<>();
  private ReadMarks marks = ReadMarks.NONE;

  ReadMarkDelivery(ChatId chat, DeliveryContext services, RoomSessions audience) {
    this.chat = chat;
    this.services = services;
    this.audience = audience;
  }

  /** What the status of messages depends on. */
  ReadMarks marks() {
    return marks;
  }

  /** How far a participant has read, as far as that was shown; inherited marks count. */
  long readBy(Subscription reader) {
    return Math.max(reader.mark().seq(), shown.getOrDefault(reader.user(), 0L));
  }

  /** Takes what was read as shown. */
  void startAt(Conversation now) {
    now.participants().all().forEach(s -> shown.put(s.user(), own(s.mark())));
    marks = now.chat().readMarks();
  }

  /**
   * Shows a mark that was moved, by one of these participants; true. A later one may have been
   * shown already, by a {@link #catchUp} that failed afterwards: then that one is shown again.
   */
  boolean show(ChatChange.Read read, Participants participants) {
    UserId reader = read.reader();
    MessagesRead furthest = furthest(new MessagesRead(chat, read.message(), reader), read.seq());
    participants.find(reader).ifPresent(s -> marks = marks.mark(reader, s.type(), read.seq()));
    shown.merge(reader, read.seq(), Math::max);
    audience.send(furthest);
    return true;
  }

  /**
   * That mark, or the one that was shown of its reader, whichever is further.
   *
   * @param seq of the mark
   */
  MessagesRead furthest(MessagesRead mark, long seq) {
    long shownSeq = shown.getOrDefault(mark.reader(), 0L);
    return shownSeq > seq ? read(mark.reader(), shownSeq).orElse(mark) : mark;
  }

  /** Loads and shows the marks that have moved. */
  void catchUp(Conversation now) {
    now.participants().all().forEach(this::catchUp);
    marks = now.chat().readMarks();
  }

  /** All marks that were shown, of those who have read anything. */
  List<MessagesRead> all() {
    return shown.entrySet().stream()
        .filter(mark -> mark.getValue() > 0)
        .flatMap(mark -> read(mark.getKey(), mark.getValue()).stream())
        .toList();
  }

  private void catchUp(Subscription reader) {
    long seq = own(reader.mark());
    if (seq > shown.getOrDefault(reader.user(), 0L)) {
      Optional<MessagesRead> read = read(reader.user(), seq);
      shown.put(reader.user(), seq);
      read.ifPresent(audience::send);
    }
  }

  private Optional<MessagesRead> read(UserId reader, long seq) {
    return services.history().afterSeq(chat, seq - 1, 1).stream()
        .findFirst()
        .map(message -> new MessagesRead(chat, message.id(), reader));
  }

  private static long own(ReadMark mark) {
    return mark.inherited() ? 0 : mark.seq();
  }
}
