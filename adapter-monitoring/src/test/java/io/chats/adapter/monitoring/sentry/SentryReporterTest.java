package io.chats.adapter.monitoring.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.monitoring.testing.ManualClock;
import io.chats.adapter.monitoring.testing.SentryReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sentry receives what helps to find the cause, once for each kind, and no texts of users. */
class SentryReporterTest {

  private static final String SECRET = "my stomach hurts";

  private final SentryReceiver sentry = new SentryReceiver();

  @AfterEach
  void stop() {
    sentry.close();
  }

  @Test
  void aFailureArrivesAtTheProjectWithTheKeyAndItsContext() {
    try (SentryReporter reporter = reporter(Clock.systemUTC())) {
      reporter.unforeseen(
          new IllegalStateException("no chat 17"), "POST /chats/message", Map.of("chat", "17"));
    }
    SentryReceiver.Envelope envelope = sentry.await(event -> true);
    assertThat(envelope.path()).isEqualTo("/api/4/envelope/");
    assertThat(envelope.auth()).contains("sentry_key=login", "sentry_secret=password");
    JsonNode event = envelope.event();
    assertThat(event.at("/tags/chat").asText()).isEqualTo("17");
    assertThat(event.at("/tags/during").asText()).isEqualTo("POST /chats/message");
    assertThat(event.at("/tags/mode").asText()).isEqualTo("service");
    assertThat(event.get("release").asText()).isEqualTo("chats@1.2.3");
    assertThat(event.at("/exception/values/0/type").asText()).isEqualTo("IllegalStateException");
    assertThat(event.at("/exception/values/0/value").asText()).isEqualTo("no chat 17");
    assertThat(event.at("/exception/values/0/stacktrace/frames").toString())
        .contains("SentryReporterTest");
    assertThat(event.get("fingerprint").toString())
        .contains("POST /chats/message", "java.lang.IllegalStateException");
  }

  @Test
  void noMessageOfAFailureThatCouldHoldAUsersTextIsSent() {
    SQLException sql = new SQLException("Duplicate entry '" + SECRET + "'", "23000", 1062);
    try (SentryReporter reporter = reporter(Clock.systemUTC())) {
      IOException quoting = new IOException(SECRET, sql);
      quoting.setStackTrace(new StackTraceElement[0]); // as if it came from elsewhere
      reporter.unforeseen(new UncheckedIOException(quoting), "a", Map.of());
    }
    SentryReceiver.Envelope envelope = sentry.await(event -> true);
    assertThat(envelope.lines().toString()).doesNotContain(SECRET);
    assertThat(envelope.event().at("/exception/values").findValuesAsText("value"))
        .contains("SQLState 23000, code 1062");
  }

  @Test
  void theSameIsSentOnceAMinuteWithTheNumberOfThoseLeftOut() {
    ManualClock clock = new ManualClock();
    try (SentryReporter reporter = reporter(clock)) {
      for (int i = 0; i < 1000; i++) {
        reporter.unforeseen(new IllegalStateException("" + i), "a", Map.of());
      }
      clock.advance(Duration.ofSeconds(61));
      reporter.unforeseen(new IllegalStateException("again"), "a", Map.of());
      reporter.unforeseen(new IllegalStateException("again"), "b", Map.of());
    }
    assertThat(sentry.events()).hasSize(3);
    assertThat(sentry.events())
        .extracting(it -> it.event().at("/extra/left_out_before").asInt())
        .containsExactlyInAnyOrder(0, 999, 0);
  }

  @Test
  void aLostServiceIsReported() {
    try (SentryReporter reporter = reporter(Clock.systemUTC())) {
      reporter.lost("database", true, Instant.EPOCH);
      reporter.lost("cache", false, Instant.EPOCH);
      JsonNode event = sentry.await(it -> it.at("/tags/dependency").isTextual()).event();
      assertThat(event.at("/tags/dependency").asText()).isEqualTo("database");
      assertThat(event.get("level").asText()).isEqualTo("error");
      assertThat(event.get("fingerprint").toString()).isEqualTo("[\"dependency\",\"database\"]");
    }
    assertThat(sentry.events())
        .extracting(it -> it.event().get("level").asText())
        .containsExactly("error", "warning");
  }

  @Test
  void aSentryThatIsAwayIsNotWaitedFor() {
    sentry.close();
    long start = System.nanoTime();
    try (SentryReporter reporter = reporter(Clock.systemUTC())) {
      for (int i = 0; i < 1000; i++) {
        reporter.unforeseen(new IllegalStateException(), "during " + i, Map.of());
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
  }

  private SentryReporter reporter(Clock clock) {
    String dsn = "http://login:password@127.0.0.1:" + sentry.port() + "/4";
    return new SentryReporter(dsn, "1.2.3", "service", clock);
  }
}
