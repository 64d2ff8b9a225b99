package io.chats.adapter.mysql;

import io.chats.domain.id.ChatId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Requests of one chat that somebody else has locked.
 *
 * @param requests at least one, in their order
 * @param until it is tried again by skipping locked chats, should waiting for locks take so long
 */
record Held(Deque<AppendRequest> requests, Deadline until) {

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMillis(100);

  /** None yet, which is to be mended at once. */
  static Held begin() {
    return new Held(new ArrayDeque<>(), Deadline.in(PAUSE));
  }

  ChatId chat() {
    return requests.element().chat();
  }

  boolean isOver() {
    return !until.allows(Duration.ZERO);
  }

  /** Whether that is more than bad luck. */
  boolean isLong() {
    return age().compareTo(LONG) > 0;
  }

  /** For how long the first one has waited. */
  Duration age() {
    return requests.element().age();
  }
}
