package io.chats.adapter.nats.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutageLogTest {

  private final LoggedLines log = new LoggedLines();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T00:00:00Z"));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final OutageLog outages = new OutageLog("requests", "nats://a", clock);

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void saysOnceThatItIsThere() {
    outages.back();
    assertThat(log.all()).containsExactly("INFO NATS (requests) is there: nats://a");
  }

  @Test
  void saysWhenItGoesNowAndThenWhileItIsAwayAndWhenItIsBack() {
    for (int second = 0; second <= 130; second++) {
      outages.away("reason " + second);
      pass(Duration.ofSeconds(1));
    }
    outages.back();
    String away = "WARN NATS (requests) is away since 2026-03-01T00:00:00Z: nats://a: reason ";
    assertThat(log.all())
        .containsExactly(
            away + "0",
            away + "60",
            away + "120",
            "INFO NATS (requests) is back after 131 s: nats://a");
  }

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }
}
