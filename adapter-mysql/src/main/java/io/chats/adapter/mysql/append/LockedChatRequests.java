package io.chats.adapter.mysql.append;

import io.chats.adapter.mysql.connection.Deadline;
import io.chats.domain.id.ChatId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Requests of one chat that another transaction has locked.
 *
 * @param requests in their order; empty only at first
 * @param until when they are held back. After that the appender tries them again, skipping locked
 *     chats, should waiting for the lock take so long
 */
record LockedChatRequests(Deque<AppendRequest> requests, Deadline until) {

  private static final Duration PAUSE = Duration.ofMillis(20);

  static LockedChatRequests empty() {
    return new LockedChatRequests(new ArrayDeque<>(), Deadline.in(PAUSE));
  }

  ChatId chat() {
    return first().chat();
  }

  AppendRequest first() {
    return requests.element();
  }
}
