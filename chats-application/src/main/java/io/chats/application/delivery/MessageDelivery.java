package io.chats.application.delivery;

import io.chats.application.delivery.sync.RoomEntry;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Message;
import io.chats.domain.model.ReadMarks;
import io.chats.domain.port.ClientSession.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The messages of a chat, as far as a room's sessions have been shown them: in order, each once.
 * Not safe for use by several threads; may block on the database, and on what is shown beside
 * messages.
 */
final class MessageDelivery {

  /** As many as a client may send at once, so that what is made up for costs a session no more. */
  private static final int PAGE = 50;

  /** More than that is for the history, not for a session that was let in late. */
  private static final int MOST_MISSED = 2000;

  /** The clocks of nodes may differ by so much. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(1);

  private final ChatId chat;
  private final DeliveryContext services;
  private final RoomSessions audience;
  private OrderId order;
  private long shownSeq;
  private Instant lastStoredAt = Instant.MIN;

  MessageDelivery(ChatId chat, DeliveryContext services, RoomSessions audience) {
    this.chat = chat;
    this.services = services;
    this.audience = audience;
  }

  /** The seq of the last message that was shown. */
  long shownSeq() {
    return shownSeq;
  }

  /** Takes what the chat has as shown. */
  void startAt(Chat now) {
    order = now.order();
    shownSeq = now.lastSeq();
    lastStoredAt = now.lastUpdateAt();
  }

  /** Shows those of the messages that were not; false when something is missing before them. */
  boolean show(List<Message> messages, ReadMarks marks) {
    List<Message> unseen = messages.stream().filter(m -> m.seq() > shownSeq).toList();
    if (unseen.isEmpty()) {
      return true;
    }
    if (unseen.getFirst().seq() != shownSeq + 1) {
      return false;
    }
    audience.send(event(unseen, marks));
    shownSeq = unseen.getLast().seq();
    lastStoredAt = unseen.getLast().insertedAt();
    return true;
  }

  /** Loads and shows what the chat has and was not shown; nothing that came later. */
  void catchUp(Chat now) {
    long target = now.lastSeq();
    while (shownSeq < target) {
      List<Message> page = services.history().afterSeq(chat, shownSeq, PAGE);
      List<Message> upToNow = page.stream().filter(m -> m.seq() <= target).toList();
      if (upToNow.isEmpty() || !show(upToNow, now.readMarks())) {
        throw new IllegalStateException("chat " + chat + " lacks the message after " + shownSeq);
      }
    }
  }

  /**
   * Loads what a session that enters is to be sent, in the frames in which it is sent. When that is
   * too much, the session is told to try again later instead: it is never sent a part.
   */
  List<MessagesPosted> missed(RoomEntry entry, ReadMarks marks) {
    List<Message> missed = storedSince(entry.since().minus(CLOCK_SKEW), entry.seenSeq());
    if (missed.size() > MOST_MISSED) {
      entry.member().close(CloseReason.TRY_LATER);
      return List.of();
    }
    List<MessagesPosted> frames = new ArrayList<>();
    for (int from = 0; from < missed.size(); from += PAGE) {
      List<Message> page = missed.subList(from, Math.min(from + PAGE, missed.size()));
      frames.add(event(page, marks));
    }
    return frames;
  }

  /** Of the messages that were shown those stored since, in order; of too many the last ones. */
  private List<Message> storedSince(Instant since, long seenSeq) {
    List<Message> newestFirst = new ArrayList<>();
    boolean more = seenSeq < shownSeq && !lastStoredAt.isBefore(since);
    for (Optional<MessageId> before = Optional.empty(); more; ) {
      List<Message> page = services.history().before(chat, before, PAGE);
      page.reversed().stream()
          .filter(m -> m.seq() <= shownSeq && m.seq() > seenSeq && !m.insertedAt().isBefore(since))
          .forEach(newestFirst::add);
      more =
          page.size() == PAGE
              && newestFirst.size() <= MOST_MISSED
              && page.getFirst().seq() > seenSeq
              && !page.getFirst().insertedAt().isBefore(since);
      before = page.stream().findFirst().map(Message::id);
    }
    return newestFirst.reversed();
  }

  private MessagesPosted event(List<Message> messages, ReadMarks marks) {
    return services.presenter().posted(order, marks, messages, false);
  }
}
