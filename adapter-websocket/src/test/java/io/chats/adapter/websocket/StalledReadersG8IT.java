package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.connection.CloseCode;
import io.chats.domain.event.ClientEvent.Custom;
import io.chats.domain.event.SharedEvent;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * G8 Bounded: a session is closed with 4408 once its socket has taken nothing for some time,
 * whatever waits for it, and whatever it sends meanwhile.
 */
class StalledReadersG8IT {

  private static final int SMALL_WINDOW = 4 * 1024;
  private static final Duration READING = Duration.ofMillis(1_500);
  private static final int PAGE = 100 * 1024;

  private final RunningServer server =
      RunningServer.start(s ->
          s.withTiming(Timings.readingIn(Timings.closingIn(s.timing(), 500), READING.toMillis())));

  @AfterEach
  void stop() {
    server.close();
  }

  /** A replay alone waits, which no bound of the queue ever ends. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReplayThatIsNeverReadEndsTheSession(boolean sendsPongs) throws Exception {
    try (RawClient client = RawClient.join(server, 5, SMALL_WINDOW)) {
      FakeSession session = server.gateway().openedBy(5).get(0);
      CompletableFuture<Integer> replay = replay(session);
      long start = System.nanoTime();
      eventually()
          .until(() -> {
            if (sendsPongs && session.ends() == 0) {
              sendPong(client);
            }
            return session.ends() == 1;
          });

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(READING.dividedBy(2));
      assertThat(server.monitor().closed()).containsExactly(CloseCode.TOO_SLOW.number());
      assertThat(replay.get(5, TimeUnit.SECONDS)).as("pages sent").isLessThan(20);
    }
    eventually().until(() -> server.server().waitingBytes() == 0);
  }

  /** There is no memory for the timer of the one that is closed first. */
  @Test
  void aCheckThatFailsKeepsNoOtherSessionFromBeingClosed() {
    try (RawClient one = RawClient.join(server, 5, SMALL_WINDOW);
        RawClient other = RawClient.join(server, 6, SMALL_WINDOW)) {
      List<CompletableFuture<Integer>> replays =
          server.gateway().opened().stream().map(StalledReadersG8IT::replay).toList();
      server.beforeNextTimer(() -> {
        throw new OutOfMemoryError("no timer");
      });
      eventually()
          .until(() -> server.gateway().opened().stream().allMatch(session -> session.ends() == 1));
      assertThat(replays).allSatisfy(replay -> assertThat(replay.join()).isLessThan(20));
      one.endOutput();
      other.endOutput();
    }
    assertThat(server.monitor().counted()).contains("cut failure");
    assertThat(server.monitor().closed()).containsExactly(CloseCode.TOO_SLOW.number());
    eventually().until(() -> server.server().waitingBytes() == 0);
  }

  @Test
  void aSessionThatTakesALittleNowAndThenGoesOn() throws Exception {
    try (RawClient client = RawClient.join(server, 5, SMALL_WINDOW)) {
      FakeSession session = server.gateway().openedBy(5).get(0);
      CompletableFuture<Integer> replay = replay(session);
      AtomicInteger read = new AtomicInteger();
      eventually()
          .pollInterval(READING.dividedBy(2))
          .atMost(READING.multipliedBy(10))
          .until(() -> {
            assertThat(client.readText()).contains("page");
            return read.incrementAndGet() == 8;
          });

      assertThat(session.ends()).isZero();
      assertThat(replay).isNotDone();
      client.drainInBackground();
      assertThat(replay.get(10, TimeUnit.SECONDS)).isEqualTo(50);
    }
  }

  /** Returns how many pages were sent. */
  private static CompletableFuture<Integer> replay(FakeSession session) {
    return CompletableFuture.supplyAsync(
        () -> {
          int sent = 0;
          while (sent < 50 && session.client().sendPaced(page(sent))) {
            sent++;
          }
          return sent;
        },
        Thread::startVirtualThread);
  }

  private static SharedEvent page(int number) {
    return new SharedEvent(
        new Custom("page", "{\"n\":" + number + ",\"text\":\"" + "x".repeat(PAGE) + "\"}"));
  }

  private static void sendPong(RawClient client) {
    try {
      client.send(RawClient.FINAL | RawClient.PONG, new byte[0]);
    } catch (UncheckedIOException e) {
      // The connection was cut meanwhile.
    }
  }
}
