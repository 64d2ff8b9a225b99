package io.chats.support;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageLogTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration REMINDER = Duration.ofMinutes(1);

  private final Logger logger = (Logger) LoggerFactory.getLogger("outage-log-test");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final ManualClock clock = new ManualClock();
  private long nanos = Long.MAX_VALUE - 1; // it may overflow
  private final OutageLog log = new OutageLog(logger, "Redis", REMINDER, clock, () -> nanos);

  @BeforeEach
  void record() {
    lines.start();
    logger.addAppender(lines);
    logger.setAdditive(false);
  }

  @AfterEach
  void forget() {
    logger.detachAppender(lines);
  }

  @Test
  void anOutageIsLoggedAtOnceThenNowAndThenAndAtItsEnd() {
    log.away("refused");
    pass(59);
    log.away("refused");
    pass(1);
    log.away("timed out");
    pass(15);
    log.back();
    assertThat(logged())
        .containsExactly(
            "WARN Redis is away since 2026-01-01T00:00:00Z: refused",
            "WARN Redis is away since 2026-01-01T00:00:00Z: timed out",
            "INFO Redis is back after 75 s");
  }

  @Test
  void aClockThatIsSetBackChangesNothingButTheDate() {
    log.away("refused");
    clock.now = START.minusSeconds(3600);
    pass(60);
    log.away("timed out");
    pass(15);
    log.back();
    assertThat(logged()).hasSize(3).last().isEqualTo("INFO Redis is back after 75 s");
  }

  @Test
  void aServiceThatIsThereAtFirstIsLoggedAsThere() {
    log.back();
    assertThat(logged()).containsExactly("INFO Redis is there");
  }

  @Test
  void aServiceThatWasNotAwayIsNotBack() {
    log.backIfAway();
    assertThat(logged()).isEmpty();
    log.away("refused");
    log.backIfAway();
    assertThat(logged()).hasSize(2).last().isEqualTo("INFO Redis is back after 0 s");
  }

  @Test
  void theNextOutageIsLoggedAtOnceAgain() {
    log.away("refused");
    log.back();
    log.away("refused");
    assertThat(logged()).hasSize(3);
  }

  private void pass(long seconds) {
    clock.now = clock.now.plusSeconds(seconds);
    nanos += Duration.ofSeconds(seconds).toNanos();
  }

  private List<String> logged() {
    return lines.list.stream().map(e -> e.getLevel() + " " + e.getFormattedMessage()).toList();
  }

  private static final class ManualClock extends Clock {
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
