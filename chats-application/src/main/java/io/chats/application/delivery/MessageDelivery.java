package io.chats.application.delivery;

import io.chats.application.delivery.sync.DeliveryContext;
import io.chats.application.delivery.sync.RoomEntry;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Message;
import io.chats.domain.model.ReadMarks;
import io.chats.domain.port.ClientSession.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Delivers the messages of a chat to the sessions of its room, in order and each once, and
 * remembers how far that has got. Used by one thread at a time; may block on the database, and on
 * profiles and files.
 */
final class MessageDelivery {

  /** As many as a client may send at once, so that a frame is no larger than usual. */
  private static final int PAGE = 50;

  /** A session that has missed more is to read the history instead. */
  private static final int MAX_MISSED = 2000;

  private final ChatId chat;
  private final DeliveryContext context;
  private final RoomSessions sessions;
  private OrderId order;
  private long deliveredSeq;

  MessageDelivery(ChatId chat, DeliveryContext context, RoomSessions sessions) {
    this.chat = chat;
    this.context = context;
    this.sessions = sessions;
  }

  /** The last message that was delivered. */
  long deliveredSeq() {
    return deliveredSeq;
  }

  /** Starts after the last message that the chat has. */
  void startAt(Chat now) {
    order = now.order();
    deliveredSeq = now.lastSeq();
  }

  /** Delivers those messages that were not; false when a message before them is missing. */
  boolean deliver(List<Message> messages, ReadMarks marks) {
    List<Message> unseen = messages.stream().filter(m -> m.seq() > deliveredSeq).toList();
    if (unseen.isEmpty()) {
      return true;
    }
    if (unseen.getFirst().seq() != deliveredSeq + 1) {
      return false;
    }
    sessions.send(event(unseen, marks));
    deliveredSeq = unseen.getLast().seq();
    return true;
  }

  /** Loads and delivers what is missing up to that state of the chat, and nothing later. */
  void catchUp(Chat now) {
    long target = now.lastSeq();
    while (deliveredSeq < target) {
      List<Message> page = context.history().afterSeq(chat, deliveredSeq, PAGE);
      List<Message> upToNow = page.stream().filter(m -> m.seq() <= target).toList();
      if (upToNow.isEmpty() || !deliver(upToNow, now.readMarks())) {
        throw new IllegalStateException(
            "chat " + chat + " lacks the message after " + deliveredSeq);
      }
    }
  }

  /**
   * Loads what a session that enters has missed, a frame at a time. When that is too much, the
   * session is closed instead, to try again later; it is never sent only a part.
   *
   * @param joinedSeq the last message before the user joined, from which on a session has missed
   *     messages that has seen none
   */
  List<MessagesPosted> missed(RoomEntry entry, long joinedSeq, ReadMarks marks) {
    long seenSeq = entry.seenSeq() > 0 ? entry.seenSeq() : joinedSeq;
    List<Message> missed = after(seenSeq, entry.afterId());
    if (missed.size() > MAX_MISSED) {
      entry.session().close(CloseReason.TRY_LATER);
      return List.of();
    }
    List<MessagesPosted> frames = new ArrayList<>();
    for (int from = 0; from < missed.size(); from += PAGE) {
      List<Message> page = missed.subList(from, Math.min(from + PAGE, missed.size()));
      frames.add(event(page, marks));
    }
    return frames;
  }

  /** Of the delivered messages those after that seq and id, in order; of too many the last ones. */
  private List<Message> after(long seq, long id) {
    List<Message> newestFirst = new ArrayList<>();
    boolean more = seq < deliveredSeq;
    for (Optional<MessageId> before = Optional.empty(); more; ) {
      List<Message> page = context.history().before(chat, before, PAGE);
      page.reversed().stream()
          .filter(m -> m.seq() <= deliveredSeq && m.seq() > seq && m.id().value() > id)
          .forEach(newestFirst::add);
      more =
          page.size() == PAGE
              && newestFirst.size() <= MAX_MISSED
              && page.getFirst().seq() > seq
              && page.getFirst().id().value() > id;
      before = page.stream().findFirst().map(Message::id);
    }
    return newestFirst.reversed();
  }

  private MessagesPosted event(List<Message> messages, ReadMarks marks) {
    return context.presenter().posted(order, marks, messages, false);
  }
}
