package io.chats.launcher.cluster.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/**
 * What a checked load did.
 *
 * @param failedSyncs the errors with which some were answered, which had to be asked for again
 * @param delays of what came live
 */
public record LoadResult(
    int stored, int acknowledged, int reconnects, List<String> failedSyncs, DeliveryDelays delays) {

  private static final Duration HEALED = Duration.ofSeconds(5);

  /** spec G5. */
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
