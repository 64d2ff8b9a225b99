package io.chats.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/**
 * What a checked load did.
 *
 * @param failedSyncs those that had to be asked for again
 * @param delays of what came live
 */
record Verdict(int stored, int acknowledged, int reconnects, int failedSyncs, Delays delays) {

  private static final Duration HEALED = Duration.ofSeconds(5);

  /** SPEC G5. */
  Verdict assertHealedInTime() {
    assertThat(delays.longest()).isLessThan(HEALED);
    return this;
  }

  Verdict print(String what) {
    System.out.printf(
        "%s: %d stored, %d acknowledged, %d reconnects (%d syncs failed), %d delivered live, median"
            + " %d ms, slowest %d ms%n",
        what,
        stored,
        acknowledged,
        reconnects,
        failedSyncs,
        delays.count(),
        delays.median().toMillis(),
        delays.longest().toMillis());
    return this;
  }
}
