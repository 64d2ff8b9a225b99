package io.chats.adapter.monitoring.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * Lets ten warnings or errors of a kind through a minute, so that a log stays readable, and a disk
 * empty, while something is wrong everywhere at once. The next minute's first tells how many were
 * left out. Metrics count them all.
 */
public final class RepeatFilter extends Filter<ILoggingEvent> {

  /** The key under which a line tells of those left out before it. */
  static final String LEFT_OUT = "left_out_before";

  private static final int MOST = 10;

  private final RepeatLimiter repeats;

  public RepeatFilter() {
    this(Clock.systemUTC());
  }

  RepeatFilter(Clock clock) {
    this.repeats = new RepeatLimiter(MOST, clock);
  }

  @Override
  public FilterReply decide(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
      return FilterReply.NEUTRAL;
    }
    RepeatLimiter.Turn turn = repeats.take(kind(event));
    if (turn.granted() && turn.leftOut() > 0 && event instanceof LoggingEvent line) {
      line.addKeyValuePair(new KeyValuePair(LEFT_OUT, turn.leftOut()));
    }
    return turn.granted() ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  /** The same words at the same place, whatever they are said of, and for the same reason. */
  private static List<String> kind(ILoggingEvent event) {
    List<String> kind = new ArrayList<>();
    kind.add(event.getLoggerName());
    kind.add(String.valueOf(event.getMessage()));
    IThrowableProxy failure = event.getThrowableProxy();
    for (int depth = 0; failure != null && depth < 10; depth++) {
      kind.add(failure.getClassName());
      kind.add(place(failure));
      failure = failure.getCause();
    }
    return List.copyOf(kind);
  }

  private static String place(IThrowableProxy failure) {
    StackTraceElementProxy[] frames = failure.getStackTraceElementProxyArray();
    return frames.length == 0 ? "" : frames[0].getSTEAsString();
  }
}
