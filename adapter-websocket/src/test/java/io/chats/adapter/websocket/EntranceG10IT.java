package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.UserId;
import io.chats.domain.port.TokenVerifier.Accepted;
import io.chats.domain.port.TokenVerifier.Rejected;
import io.chats.domain.port.TokenVerifier.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * G10 Contained: a flood of bad tokens keeps no good ones out, also from the same address. The user
 * service takes 200 ms for a check, so that more than twenty are under way at a time.
 */
class EntranceG10IT {

  private static final int BAD_A_SECOND = 100;
  private static final int GOOD_A_SECOND = 10;
  private static final int SECONDS = 5;
  private static final long CHECK_NANOS = Duration.ofMillis(200).toNanos();

  private final RunningServer server = RunningServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void goodTokensGetInWithinASecondDuringAFloodOfBadOnes() {
    List<CompletableFuture<Duration>> good = new ArrayList<>();
    List<CompletableFuture<Duration>> bad = new ArrayList<>();
    int all = BAD_A_SECOND + GOOD_A_SECOND;
    long start = System.nanoTime();
    for (int i = 0; i < SECONDS * all; i++) {
      LockSupport.parkNanos(start + i * TimeUnit.SECONDS.toNanos(1) / all - System.nanoTime());
      boolean isGood = i % (all / GOOD_A_SECOND) == 0;
      (isGood ? good : bad).add(connect(isGood, i));
    }
    List<Duration> waits = good.stream().map(CompletableFuture::join).sorted().toList();
    bad.forEach(CompletableFuture::join);
    System.out.printf(
        "Good tokens during a flood: p50 %s, longest %s of %d%n",
        waits.get(waits.size() / 2), waits.getLast(), waits.size());

    assertThat(waits.get(waits.size() / 2)).isLessThan(Duration.ofSeconds(1));
    assertThat(waits.get(waits.size() * 95 / 100)).isLessThan(Duration.ofSeconds(1));
    assertThat(server.monitor().counted()).doesNotContain("handshake 503", "token unavailable");
  }

  /** A token that was refused does not use the user service again for some seconds. */
  @Test
  void oneBadTokenIsCheckedOnce() {
    server.tokens().with("bad", () -> slowly(false));
    for (int i = 0; i < 50; i++) {
      try (RawClient client = RawClient.connect(server)) {
        client.upgrade("/ws/?token=bad");
        assertThat(client.readText()).contains("103");
        assertThat(client.readClose()).startsWith("4401");
      }
    }
    assertThat(server.tokens().asked("bad")).isOne();
  }

  /** The user service takes a few checks at a time; who is known there comes before a flood. */
  @Test
  void knownTokensComeFirstWhenTheUserServiceIsOverloaded() {
    Semaphore service = new Semaphore(8);
    server.tokens().with("known", () -> slowly(true));
    assertThat(connectAs("known")).isLessThan(Duration.ofSeconds(5));
    List<CompletableFuture<Duration>> flood = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String token = "bad" + i;
      server
          .tokens()
          .with(
              token,
              () -> {
                service.acquireUninterruptibly();
                try {
                  return slowly(false);
                } finally {
                  service.release();
                }
              });
      flood.add(inBackground(token));
    }
    eventually().until(() -> server.server().connections() > 100);
    assertThat(connectAs("known")).isLessThan(Duration.ofSeconds(1));
    flood.forEach(CompletableFuture::join);
  }

  private CompletableFuture<Duration> connect(boolean good, int number) {
    String token = (good ? "good" : "bad") + number;
    server.tokens().with(token, () -> slowly(good));
    return inBackground(token);
  }

  private CompletableFuture<Duration> inBackground(String token) {
    return CompletableFuture.supplyAsync(() -> connectAs(token), Thread::startVirtualThread);
  }

  private Duration connectAs(String token) {
    long start = System.nanoTime();
    try (RawClient client = RawClient.connect(server)) {
      client.upgrade("/ws/?token=" + token);
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  private static Verdict slowly(boolean good) {
    LockSupport.parkNanos(CHECK_NANOS);
    return good ? new Accepted(new UserId(1), Optional.empty()) : new Rejected();
  }
}
