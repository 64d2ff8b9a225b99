package io.chats.launcher.cluster.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/**
 * The result of a checked load.
 *
 * @param failedSyncs the errors that answered syncs, which were repeated
 * @param delays the delays of live messages
 */
public record LoadResult(
    int stored, int acknowledged, int reconnects, List<String> failedSyncs, DeliveryDelays delays) {

  private static final Duration HEALED = Duration.ofSeconds(5);

  /** Fails if a message came later than spec G5 allows. */
  public LoadResult assertHealedInTime() {
    assertThat(delays.longest()).isLessThan(HEALED);
    return this;
  }

  public LoadResult print(String what) {
    System.out.printf(
        "%s: %d stored, %d acknowledged, %d reconnects, %d failed syncs, %s%n",
        what, stored, acknowledged, reconnects, failedSyncs.size(), delays);
    return this;
  }
}
