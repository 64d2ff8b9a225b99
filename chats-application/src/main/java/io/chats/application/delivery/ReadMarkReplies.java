package io.chats.application.delivery;

import io.chats.application.delivery.sync.DeliverySession;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.port.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The replies that a room owes for read marks that changed nothing, in order. Used by one thread at
 * a time.
 */
final class ReadMarkReplies {

  /**
   * A reply that is owed.
   *
   * @param mark the mark that the session asked for
   * @param seq the message up to which its user has read
   * @param version a version of the chat at which the user had read that far
   */
  record Reply(DeliverySession session, MessagesRead mark, long seq, long version) {}

  private final Consumer<Reply> sender;
  private final Deque<Reply> owed = new ArrayDeque<>();

  /**
   * @param sender sends a reply; may throw {@link StoreUnavailableException}
   */
  ReadMarkReplies(Consumer<Reply> sender) {
    this.sender = sender;
  }

  void add(Reply reply) {
    owed.add(reply);
  }

  boolean isEmpty() {
    return owed.isEmpty();
  }

  /** Sends the replies; a reply that needs the database while it is away stays owed. */
  void sendAll() {
    while (!owed.isEmpty()) {
      Reply next = owed.remove();
      try {
        sender.accept(next);
      } catch (StoreUnavailableException e) {
        owed.addFirst(next);
        throw e;
      }
    }
  }
}
