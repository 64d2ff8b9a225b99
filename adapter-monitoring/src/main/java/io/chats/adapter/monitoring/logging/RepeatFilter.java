package io.chats.adapter.monitoring.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.chats.support.SteadyClock;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * Lets ten warnings or errors of a kind through in a minute, so that the log stays readable and the
 * disk does not fill while everything fails at once. The first line of the next minute says how
 * many were left out. Metrics count all of them.
 */
public final class RepeatFilter extends Filter<ILoggingEvent> {

  /** The key of the number of lines that were left out before a line. */
  static final String LEFT_OUT = "left_out_before";

  private static final int MAX_A_MINUTE = 10;

  private final RepeatLimiter repeats;

  public RepeatFilter() {
    this(SteadyClock.startingFrom(Clock.systemUTC()));
  }

  RepeatFilter(Clock clock) {
    this.repeats = new RepeatLimiter(MAX_A_MINUTE, clock);
  }

  @Override
  public FilterReply decide(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
      return FilterReply.NEUTRAL;
    }
    RepeatLimiter.Decision decision = repeats.decide(kind(event));
    if (decision.passes() && decision.leftOut() > 0 && event instanceof LoggingEvent line) {
      line.addKeyValuePair(new KeyValuePair(LEFT_OUT, decision.leftOut()));
    }
    return decision.passes() ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  /** Lines are of one kind when logger, message pattern and failures are the same. */
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
