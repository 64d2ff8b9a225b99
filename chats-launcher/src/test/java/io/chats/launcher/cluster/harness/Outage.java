package io.chats.launcher.cluster.harness;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;

/** The time for which something is away: how long that is is what a test is about. */
public final class Outage {

  private Outage() {}

  /** Returns after that time. */
  public static void last(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(60)).until(() -> true);
  }

  /** Returns at that time; at once when it has passed. */
  public static void lastUntil(Instant end) {
    Duration left = Duration.between(Instant.now(), end);
    if (left.isPositive()) {
      last(left);
    }
  }
}
