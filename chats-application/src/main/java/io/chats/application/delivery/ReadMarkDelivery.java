package io.chats.application.delivery;

import io.chats.application.delivery.sync.DeliveryContext;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Participants;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.ReadMarks;
import io.chats.domain.model.Subscription;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Delivers the read marks of a chat, and remembers which ones the sessions of its room were sent. A
 * mark that came with a hand-over is not delivered, since nobody has read anything (spec 4). Used
 * by one thread at a time; may block on the database.
 */
final class ReadMarkDelivery {

  private final ChatId chat;
  private final DeliveryContext context;
  private final RoomSessions sessions;
  private final Map<UserId, Long> delivered = new HashMap<>();
  private ReadMarks marks = ReadMarks.NONE;

  ReadMarkDelivery(ChatId chat, DeliveryContext context, RoomSessions sessions) {
    this.chat = chat;
    this.context = context;
    this.sessions = sessions;
  }

  /** The marks that decide the status of messages. */
  ReadMarks marks() {
    return marks;
  }

  /** The last message that a participant has read, as known here; inherited marks count. */
  long readBy(Subscription reader) {
    return Math.max(reader.mark().seq(), delivered.getOrDefault(reader.user(), 0L));
  }

  /** Starts at the marks that the conversation has. */
  void startAt(Conversation now) {
    now.participants().all().forEach(s -> delivered.put(s.user(), own(s.mark())));
    marks = now.chat().readMarks();
  }

  /**
   * Delivers a mark that one of these participants moved. When a {@link #catchUp} has delivered a
   * later one and failed afterwards, the later one is sent again.
   */
  void deliver(ChatChange.Read read, Participants participants) {
    UserId reader = read.reader();
    MessagesRead furthest = furthest(new MessagesRead(chat, read.message(), reader), read.seq());
    participants.find(reader).ifPresent(s -> marks = marks.mark(reader, s.type(), read.seq()));
    delivered.merge(reader, read.seq(), Math::max);
    sessions.send(furthest);
  }

  /**
   * The further one of that mark and the one that was delivered of the same reader.
   *
   * @param seq the message of the mark
   */
  MessagesRead furthest(MessagesRead mark, long seq) {
    return further(mark, seq, delivered.getOrDefault(mark.reader(), 0L));
  }

  /**
   * The further one of that mark and of how far its reader has read as known here. Inherited marks
   * count, since the answer is for the reader, who may have been told an own one that was further.
   *
   * @param seq the message of the mark
   */
  MessagesRead answer(MessagesRead mark, long seq, Participants participants) {
    return further(mark, seq, participants.find(mark.reader()).map(this::readBy).orElse(0L));
  }

  private MessagesRead further(MessagesRead mark, long seq, long knownSeq) {
    return knownSeq <= seq
        ? mark
        : read(Map.of(mark.reader(), knownSeq)).stream().findFirst().orElse(mark);
  }

  /** Delivers the marks that have moved; their messages are looked up together. */
  void catchUp(Conversation now) {
    Map<UserId, Long> moved = new LinkedHashMap<>();
    for (Subscription reader : now.participants().all()) {
      long seq = own(reader.mark());
      if (seq > delivered.getOrDefault(reader.user(), 0L)) {
        moved.put(reader.user(), seq);
      }
    }
    List<MessagesRead> toSend = read(moved);
    delivered.putAll(moved);
    toSend.forEach(sessions::send);
    marks = now.chat().readMarks();
  }

  /**
   * All marks that were delivered, of users who have read anything. The participant's own is left
   * out where an inherited one is further, since a session may have been answered with that.
   */
  List<MessagesRead> all(Subscription participant) {
    Map<UserId, Long> own = new HashMap<>(delivered);
    if (participant.mark().inherited()) {
      own.remove(participant.user());
    }
    return read(own);
  }

  private List<MessagesRead> read(Map<UserId, Long> seqs) {
    Set<Long> wanted = seqs.values().stream().filter(seq -> seq > 0).collect(Collectors.toSet());
    if (wanted.isEmpty()) {
      return List.of();
    }
    Map<Long, MessageId> ids = context.history().ids(chat, wanted);
    return seqs.entrySet().stream()
        .filter(mark -> ids.containsKey(mark.getValue()))
        .map(mark -> new MessagesRead(chat, ids.get(mark.getValue()), mark.getKey()))
        .toList();
  }

  private static long own(ReadMark mark) {
    return mark.inherited() ? 0 : mark.seq();
  }
}
