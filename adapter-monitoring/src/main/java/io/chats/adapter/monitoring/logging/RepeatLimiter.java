package io.chats.adapter.monitoring.logging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a few reports of each kind through a minute, and counts those it leaves out. Remembers a
 * bounded number of kinds, those that came last. Safe for use by any thread.
 */
public final class RepeatLimiter {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST_KINDS = 500;

  private final int most;
  private final Clock clock;
  private final Map<List<String>, Kind> kinds =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Kind> eldest) {
          return size() > MOST_KINDS;
        }
      };

  /**
   * @param most of one kind in a minute
   */
  public RepeatLimiter(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  /**
   * Whether a report may go.
   *
   * @param leftOut of its kind: before the first that goes in a minute, in the minute before; of
   *     one that may not go, in this minute
   */
  public record Turn(boolean granted, int leftOut) {}

  /** Asks for one report of that kind. */
  public synchronized Turn take(List<String> what) {
    Instant now = clock.instant();
    Kind kind = kinds.get(what);
    if (kind != null && now.isBefore(kind.end)) {
      return kind.take(most);
    }
    kinds.put(what, new Kind(now.plus(MINUTE)));
    return new Turn(true, kind == null ? 0 : kind.leftOut);
  }

  /** One kind in one minute. */
  private static final class Kind {

    private final Instant end;
    private int granted = 1;
    private int leftOut;

    Kind(Instant end) {
      this.end = end;
    }

    Turn take(int most) {
      if (granted < most) {
        granted++;
        return new Turn(true, 0);
      }
      leftOut++;
      return new Turn(false, leftOut);
    }
  }
}
