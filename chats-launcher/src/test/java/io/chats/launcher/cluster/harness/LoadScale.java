package io.chats.launcher.cluster.harness;

import java.time.Duration;

/**
 * How long services are away, and how many people there are meanwhile. One system property says
 * both: {@code -Dchats.cluster.outage=30s} and more also means more people.
 *
 * @param outage how long a service is away
 * @param chats that the load has
 * @param sessions that are open where their number is what is tested
 */
public record LoadScale(Duration outage, int chats, int sessions) {

  private static final String OUTAGE = "chats.cluster.outage";
  private static final Duration LONG = Duration.ofSeconds(30);

  /** As the system properties say. */
  public static LoadScale wanted() {
    Duration outage = Duration.parse("PT" + System.getProperty(OUTAGE, "6s"));
    return outage.compareTo(LONG) < 0
        ? new LoadScale(outage, 20, 1_000)
        : new LoadScale(outage, 50, 10_000);
  }
}
