package io.chats.adapter.redis.cache;

import java.time.Duration;

/** How long answers are remembered. */
record Lifetimes(Duration answer, Duration failure) {

  private static final Duration FAILURE = Duration.ofSeconds(5);

  Lifetimes {
    if (answer.toMillis() < 1 || failure.toMillis() < 1) {
      throw new IllegalArgumentException("a lifetime is at least a millisecond");
    }
  }

  /** Failures live for 5 s (spec 5), or as long as answers if these live for less. */
  static Lifetimes of(Duration answer) {
    return new Lifetimes(answer, answer.compareTo(FAILURE) < 0 ? answer : FAILURE);
  }
}
