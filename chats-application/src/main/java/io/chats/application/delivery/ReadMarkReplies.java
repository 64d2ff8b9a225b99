package io.chats.application.delivery;

import io.chats.domain.port.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The answers that a room owes, in order. Not safe for use by several threads. */
final class ReadMarkReplies {

  private final ChatDelivery view;
  private final Deque<ReadMarkReply> owed = new ArrayDeque<>();

  ReadMarkReplies(ChatDelivery view) {
    this.view = view;
  }

  void add(ReadMarkReply answer) {
    owed.add(answer);
  }

  boolean isEmpty() {
    return owed.isEmpty();
  }

  /** Gives them; those that take the database while it is away stay owed. */
  void give() {
    while (!owed.isEmpty()) {
      ReadMarkReply next = owed.remove();
      try {
        view.answer(next);
      } catch (StoreUnavailableException e) {
        owed.addFirst(next);
        throw e;
      }
    }
  }
}
