package io.chats.adapter.monitoring.logging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a few reports of each kind pass in a minute and counts the others. It remembers a bounded
 * number of kinds, the latest ones. Safe for use by any thread.
 */
public final class RepeatLimiter {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MAX_KINDS = 500;

  private final int max;
  private final Clock clock;
  private final Map<List<String>, Kind> kinds =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Kind> eldest) {
          return size() > MAX_KINDS;
        }
      };

  /**
   * @param max the number of reports of one kind that pass in a minute
   * @param clock measures minutes; one that is set back would keep the log silent until then
   */
  public RepeatLimiter(int max, Clock clock) {
    this.max = max;
    this.clock = clock;
  }

  /**
   * Whether a report passes.
   *
   * @param leftOut the number of reports of its kind that were left out: for the first that passes
   *     in a minute those of the minute before, for one that does not pass those of this minute
   */
  public record Decision(boolean passes, int leftOut) {}

  /** Decides about one report of that kind. */
  public synchronized Decision decide(List<String> what) {
    Instant now = clock.instant();
    Kind kind = kinds.get(what);
    if (kind != null && now.isBefore(kind.end)) {
      return kind.decide(max);
    }
    kinds.put(what, new Kind(now.plus(MINUTE)));
    return new Decision(true, kind == null ? 0 : kind.leftOut);
  }

  /** One kind in one minute. */
  private static final class Kind {

    private final Instant end;
    private int passed = 1;
    private int leftOut;

    Kind(Instant end) {
      this.end = end;
    }

    Decision decide(int max) {
      if (passed < max) {
        passed++;
        return new Decision(true, 0);
      }
      leftOut++;
      return new Decision(false, leftOut);
    }
  }
}
