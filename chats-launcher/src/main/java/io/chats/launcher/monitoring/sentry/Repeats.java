package io.chats.launcher.monitoring.sentry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets one report of each kind through a minute, and counts those it leaves out. Remembers a
 * bounded number of kinds, those that came last. Safe for use by any thread.
 */
final class Repeats {

  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int MOST_KINDS = 500;

  private final Clock clock;
  private final Map<List<String>, Kind> kinds =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Kind> eldest) {
          return size() > MOST_KINDS;
        }
      };

  Repeats(Clock clock) {
    this.clock = clock;
  }

  /**
   * Whether a report may go.
   *
   * @param leftOut of its kind since the last one that went
   */
  record Turn(boolean granted, int leftOut) {}

  synchronized Turn take(List<String> fingerprint) {
    Instant now = clock.instant();
    Kind kind = kinds.get(fingerprint);
    if (kind != null && now.isBefore(kind.last.plus(PAUSE))) {
      kind.leftOut++;
      return new Turn(false, kind.leftOut);
    }
    kinds.put(fingerprint, new Kind(now));
    return new Turn(true, kind == null ? 0 : kind.leftOut);
  }

  private static final class Kind {

    private final Instant last;
    private int leftOut;

    Kind(Instant last) {
      this.last = last;
    }
  }
}
