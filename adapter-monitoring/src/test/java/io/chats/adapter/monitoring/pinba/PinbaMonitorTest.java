package io.chats.adapter.monitoring.pinba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chats.adapter.monitoring.testing.PinbaReceiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pinba receives each request in its own protocol, and no caller waits for it. */
class PinbaMonitorTest {

  private static final String LOCAL = "127.0.0.1";

  @Test
  void aRequestArrivesWithItsTimeAndTags() {
    try (PinbaReceiver pinba = new PinbaReceiver();
        PinbaMonitor monitor = new PinbaMonitor(LOCAL, pinba.port(), "chats.1.1")) {
      monitor.request("POST", "/chats/message", "ok", Duration.ofMillis(12));
      PinbaReceiver.Received received = pinba.receive();
      assertThat(received.text("server_name")).isEqualTo("chats");
      assertThat(received.text("script_name")).isEqualTo("POST /chats/message");
      assertThat(received.text("hostname")).isNotEmpty();
      assertThat(received.value("request_count")).isEqualTo(1);
      assertThat((Float) received.value("request_time")).isCloseTo(0.012f, within(1e-6f));
      assertThat(received.value("status")).isEqualTo(200);
      assertThat(received.value("timer_value")).isEqualTo(List.of(0.012f));
      assertThat(received.value("timer_tag_count")).isEqualTo(List.of(4));
      Map<String, String> tags =
          Map.of(
              "group", "apiConsumer",
              "topic", "chats.1.1",
              "method", "POST",
              "path", "/chats/message");
      assertThat(received.tags()).isEqualTo(tags);
      assertThat(received.timerTags()).isEqualTo(tags);
    }
  }

  @Test
  void anErrorArrivesWithItsCode() {
    try (PinbaReceiver pinba = new PinbaReceiver();
        PinbaMonitor monitor = new PinbaMonitor(LOCAL, pinba.port(), "t")) {
      monitor.request("GET", "/chats/chat", "330", Duration.ofMillis(1));
      assertThat(pinba.receive().value("status")).isEqualTo(330);
    }
  }

  /** A request costs its caller almost no time, with or without a server that listens. */
  @Test
  void aServerThatIsAwayIsNotWaitedFor() {
    int port;
    try (PinbaReceiver gone = new PinbaReceiver()) {
      port = gone.port();
    }
    try (PinbaMonitor monitor = new PinbaMonitor(LOCAL, port, "t");
        PinbaMonitor unknown = new PinbaMonitor("no-such-host.invalid", 30002, "t")) {
      long start = System.nanoTime();
      for (int i = 0; i < 50_000; i++) {
        monitor.request("GET", "/chats/chat", "ok", Duration.ofMillis(1));
        unknown.request("GET", "/chats/chat", "ok", Duration.ofMillis(1));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void closingSendsWhatWaits() {
    try (PinbaReceiver pinba = new PinbaReceiver()) {
      PinbaMonitor monitor = new PinbaMonitor(LOCAL, pinba.port(), "t");
      for (int i = 0; i < 20; i++) {
        monitor.request("GET", "/" + i, "ok", Duration.ofMillis(1));
      }
      monitor.close();
      for (int i = 0; i < 20; i++) {
        assertThat(pinba.receive().text("script_name")).isEqualTo("GET /" + i);
      }
      monitor.request("GET", "/late", "ok", Duration.ofMillis(1));
      assertThat(monitor.dropped()).isEqualTo(1);
    }
  }
}
