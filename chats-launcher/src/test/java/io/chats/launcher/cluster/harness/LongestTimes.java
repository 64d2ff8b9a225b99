package io.chats.launcher.cluster.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The longest time that each kind of operation took. Safe for use by any thread. */
public final class LongestTimes {

  private final Map<String, Duration> longest = new ConcurrentSkipListMap<>();

  /**
   * @param startNanos the start of the operation, by {@link System#nanoTime}
   */
  public void endNow(String kind, long startNanos) {
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    longest.merge(kind, took, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }

  public LongestTimes print(String what) {
    longest.forEach(
        (kind, time) -> System.out.printf("%s: %s within %d ms%n", what, kind, time.toMillis()));
    return this;
  }

  public void assertAllWithin(Duration bound) {
    assertThat(longest).isNotEmpty();
    assertThat(longest)
        .allSatisfy((kind, time) -> assertThat(time).describedAs(kind).isLessThan(bound));
  }
}
