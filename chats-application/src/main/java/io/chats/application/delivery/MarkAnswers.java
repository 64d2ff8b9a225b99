package io.chats.application.delivery;

import io.chats.domain.port.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The answers that a room owes, in order. Not safe for use by several threads. */
final class MarkAnswers {

  private final RoomView view;
  private final Deque<MarkAnswer> owed = new ArrayDeque<>();

  MarkAnswers(RoomView view) {
    this.view = view;
  }

  void add(MarkAnswer answer) {
    owed.add(answer);
  }

  boolean isEmpty() {
    return owed.isEmpty();
  }

  /** Gives them; those that take the database while it is away stay owed. */
  void give() {
    while (!owed.isEmpty()) {
      MarkAnswer next = owed.remove();
      try {
        view.answer(next);
      } catch (StoreUnavailableException e) {
        owed.addFirst(next);
        throw e;
      }
    }
  }
}
