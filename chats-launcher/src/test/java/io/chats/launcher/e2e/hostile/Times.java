package io.chats.launcher.e2e.hostile;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Measured times in order, the shortest first; at least one. */
record Times(List<Duration> sorted) {

  static Times ofNanos(Collection<Long> nanos) {
    return new Times(nanos.stream().sorted().map(Duration::ofNanos).toList());
  }

  Times and(Times others) {
    return new Times(Stream.concat(sorted.stream(), others.sorted.stream()).sorted().toList());
  }

  /** The time within which so many of a hundred are. */
  Duration percentile(double percent) {
    return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  Duration longest() {
    return sorted.getLast();
  }

  @Override
  public String toString() {
    return "%d: p50 %d ms, p99 %d ms, longest %d ms"
        .formatted(
            sorted.size(),
            percentile(50).toMillis(),
            percentile(99).toMillis(),
            longest().toMillis());
  }
}
