package io.chats.adapter.mysql.append;

import io.chats.adapter.mysql.connection.Deadline;
import io.chats.domain.id.ChatId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Requests of one chat that somebody else has locked.
 *
 * @param requests in their order; none only at first
 * @param until it is tried again by skipping locked chats, should waiting for locks take so long
 */
record LockedChatRequests(Deque<AppendRequest> requests, Deadline until) {

  private static final Duration PAUSE = Duration.ofMillis(20);

  static LockedChatRequests begin() {
    return new LockedChatRequests(new ArrayDeque<>(), Deadline.in(PAUSE));
  }

  ChatId chat() {
    return first().chat();
  }

  AppendRequest first() {
    return requests.element();
  }

  boolean isOver() {
    return !until.allows(Duration.ZERO);
  }
}
