package io.chats.adapter.monitoring.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.spi.FilterReply;
import io.chats.adapter.monitoring.testing.ManualClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** While everything fails at once the log stays short, and other lines still pass. */
class RepeatFilterTest {

  private final Logger logger = context().getLogger("io.chats.x");
  private final ManualClock clock = new ManualClock();
  private final RepeatFilter filter = new RepeatFilter(clock);

  @Test
  void tenOfAKindPassInAMinuteAndTheNextMinuteCountsTheRest() {
    assertThat(through(Level.WARN, "The {} is away", 1000)).isEqualTo(10);
    assertThat(through(Level.WARN, "Another {}", 1)).isEqualTo(1);
    clock.advance(Duration.ofSeconds(61));
    LoggingEvent next = line(Level.WARN, "The {} is away", 1);
    assertThat(filter.decide(next)).isEqualTo(FilterReply.NEUTRAL);
    assertThat(ContextConverter.idsOf(next)).containsEntry(RepeatFilter.LEFT_OUT, "990");
    LoggingEvent second = line(Level.WARN, "The {} is away", 2);
    assertThat(filter.decide(second)).isEqualTo(FilterReply.NEUTRAL);
    assertThat(ContextConverter.idsOf(second)).isEmpty();
  }

  @Test
  void linesBelowWarningAreNotLimited() {
    assertThat(through(Level.INFO, "bus request {}", 1000)).isEqualTo(1000);
  }

  @Test
  void failuresFromDifferentPlacesAreDifferentKinds() {
    LoggingEvent here = line(Level.ERROR, "Failed {}", 1);
    for (int i = 0; i < 100; i++) {
      here = failed(new IllegalStateException());
      filter.decide(here);
    }
    assertThat(filter.decide(here)).isEqualTo(FilterReply.DENY);
    assertThat(filter.decide(failed(new IllegalStateException()))).isEqualTo(FilterReply.NEUTRAL);
  }

  /** The number of remembered kinds is bounded. */
  @Test
  void manyKindsDoNotFillTheMemory() {
    for (int i = 0; i < 10_000; i++) {
      filter.decide(line(Level.WARN, "kind " + i, i));
    }
    assertThat(through(Level.WARN, "kind 9999", 100)).isEqualTo(9);
    assertThat(through(Level.WARN, "kind 0", 100)).isEqualTo(10);
  }

  private static LoggerContext context() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    return context;
  }

  private long through(Level level, String message, int times) {
    return IntStream.range(0, times)
        .filter(i -> filter.decide(line(level, message, i)) == FilterReply.NEUTRAL)
        .count();
  }

  private LoggingEvent line(Level level, String message, int argument) {
    return new LoggingEvent("here", logger, level, message, null, new Object[] {argument});
  }

  private LoggingEvent failed(Throwable failure) {
    return new LoggingEvent("here", logger, Level.ERROR, "Failed", failure, null);
  }
}
