package io.chats.launcher.cluster.harness;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;

/** The length of an outage, which tests must wait for. */
public final class Outage {

  private Outage() {}

  /** Waits for that time. */
  public static void last(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(60)).until(() -> true);
  }

  /** Waits until that time; does not wait if it has passed. */
  public static void lastUntil(Instant end) {
    Duration left = Duration.between(Instant.now(), end);
    if (left.isPositive()) {
      last(left);
    }
  }
}
