package io.chats.launcher.cluster.harness;

import java.time.Duration;

/**
 * The length of outages and the size of loads. One system property decides about both: {@code
 * -Dchats.cluster.outage=30s} and longer also means more users.
 *
 * @param outage the length of an outage
 * @param chats the number of chats of a load
 * @param sessions the number of open sessions in tests of that number
 */
public record LoadScale(Duration outage, int chats, int sessions) {

  private static final String OUTAGE = "chats.cluster.outage";
  private static final Duration LONG = Duration.ofSeconds(30);

  /** The scale that the system properties ask for. */
  public static LoadScale wanted() {
    Duration outage = Duration.parse("PT" + System.getProperty(OUTAGE, "6s"));
    return outage.compareTo(LONG) < 0
        ? new LoadScale(outage, 20, 1_000)
        : new LoadScale(outage, 50, 10_000);
  }
}
