package io.chats.launcher.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.management.health.Dependencies;
import io.chats.adapter.management.health.HealthCheck;
import io.chats.adapter.monitoring.failure.ReportingTimer;
import io.chats.adapter.monitoring.sentry.SentryReporter;
import io.chats.adapter.monitoring.testing.SentryReceiver;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessResourcesTest {

  private final SentryReceiver sentry = new SentryReceiver();

  @AfterEach
  void stop() {
    sentry.close();
  }

  @Test
  void aServiceThatGoesIsReported() {
    AtomicBoolean up = new AtomicBoolean(true);
    ReportingTimer timer = new ReportingTimer("timer", (failure, during, context) -> {});
    try (SentryReporter reporter = reporter();
        Dependencies all = new Dependencies(Runnable::run, timer, Clock.systemUTC())) {
      all.listen(ProcessResources.lossReports(reporter));
      all.watch(all.expect("database", true, 0), HealthCheck.answering(up::get));
      up.set(false);
      JsonNode event = sentry.await(it -> it.at("/tags/dependency").isTextual()).event();
      assertThat(event.at("/tags/dependency").asText()).isEqualTo("database");
      assertThat(event.get("level").asText()).isEqualTo("error");
      assertThat(event.get("fingerprint").toString()).isEqualTo("[\"dependency\",\"database\"]");
    } finally {
      timer.shutdownNow();
    }
    assertThat(sentry.events()).hasSize(1);
  }

  private SentryReporter reporter() {
    String dsn = "http://login:password@127.0.0.1:" + sentry.port() + "/4";
    return new SentryReporter(dsn, "1.2.3", "service", Clock.systemUTC());
  }
}
