package io.chats.adapter.nats.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.MessagePosting.Posted;
import io.chats.domain.model.Limits;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests which requests wait for others, for how long, and how many may wait (spec 3). */
class OrderAndOverloadTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Semaphore gate = new Semaphore(0);
  private BusDriver bus = new BusDriver();

  @AfterEach
  void stop() {
    gate.release(1_000_000);
    bus.close();
  }

  @Test
  void requestsOfOneChatKeepTheirOrder() {
    List<String> expected = new ArrayList<>();
    List<CompletableFuture<byte[]>> replies = new ArrayList<>();
    for (int user = 1; user <= 500; user++) {
      replies.add(subscribe(1, user));
      expected.add("subscribe 1 " + user + " BOT");
    }
    replies.forEach(BusDriver::await);
    assertThat(bus.chats.calls).containsExactlyElementsOf(expected);
  }

  @Test
  void aSlowOneHoldsUpItsChatOnly() {
    holdUp("subscribe 1 1 ");
    CompletableFuture<byte[]> slow = subscribe(1, 1);
    CompletableFuture<byte[]> behind = subscribe(1, 2);
    for (int chat = 2; chat <= 200; chat++) {
      BusDriver.await(subscribe(chat, 1));
    }
    assertThat(slow).isNotDone();
    assertThat(behind).isNotDone();
    gate.release();
    BusDriver.await(behind);
    assertThat(bus.chats.calls).endsWith("subscribe 1 1 BOT", "subscribe 1 2 BOT");
  }

  @Test
  void readsOfOneChatRunSideBySide() {
    holdUp("chat 1 1");
    CompletableFuture<byte[]> slow = bus.send("GET", "/chats/chat", body(1, 1));
    BusDriver.await(bus.send("GET", "/chats/chat", body(1, 2)));
    CompletableFuture<byte[]> change = subscribe(1, 3);
    CompletableFuture<byte[]> readAfter = bus.send("GET", "/chats/chat", body(1, 4));
    BusDriver.await(subscribe(2, 1));
    assertThat(slow).isNotDone();
    assertThat(change).isNotDone();
    gate.release();
    BusDriver.await(readAfter);
    assertThat(bus.chats.calls).endsWith("chat 1 1", "subscribe 1 3 BOT", "chat 1 4");
  }

  @Test
  void postsOfOneChatAreStartedWithoutWaitingForEachOther() {
    CompletableFuture<List<PostResult>> stored = new CompletableFuture<>();
    bus.chats.postResult = stored;
    List<CompletableFuture<byte[]>> posts =
        IntStream.rangeClosed(1, 100).mapToObj(user -> post(1, user)).toList();
    await().untilAsserted(() -> assertThat(bus.chats.calls).hasSize(100));
    CompletableFuture<byte[]> close = bus.send("POST", "/chats/status", "{\"chat_id\":1}");
    BusDriver.await(subscribe(2, 1));
    assertThat(close).isNotDone();

    stored.complete(List.of(new Posted(Samples.shown(1))));
    posts.forEach(BusDriver::await);
    BusDriver.await(close);
    assertThat(bus.chats.calls.stream().filter(call -> call.startsWith("post")))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 100).mapToObj(user -> "post 1 " + user).toList());
    assertThat(bus.chats.calls).endsWith("close 1");
  }

  @Test
  void isAnsweredInTimeWhateverTheWorkDoes() {
    restart(BusDriver.settings(TIMEOUT));
    holdUp("subscribe 1 1 ");
    long start = System.nanoTime();
    CompletableFuture<byte[]> stuck = subscribe(1, 1);
    CompletableFuture<byte[]> waiting = subscribe(1, 2);
    assertThat(code(stuck)).isEqualTo(300);
    // Nothing of it was done, and nothing will be.
    assertThat(code(waiting)).isEqualTo(112);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(TIMEOUT.multipliedBy(3).dividedBy(4), TIMEOUT);
    assertThat(bus.traffic)
        .containsExactlyInAnyOrder(
            "POST /chats/user/subscribe 300", "POST /chats/user/subscribe 112");

    gate.release();
    assertThat(code(subscribe(1, 3))).isZero();
    // A request that was answered before it started is never started.
    assertThat(bus.chats.calls).containsExactly("subscribe 1 1 BOT", "subscribe 1 3 BOT");
  }

  @Test
  void isAnsweredInTimeWhenNothingIsStored() {
    restart(BusDriver.settings(TIMEOUT));
    bus.chats.postResult = new CompletableFuture<>();
    assertThat(code(post(1, 1))).isEqualTo(300);
    assertThat(bus.traffic).containsExactly("POST /chats/message 300");
  }

  @Test
  void readsStartOnlyWhileThereArePermitsForTheirResults() {
    restart(new BusSettings(TIMEOUT, ZoneOffset.UTC, Limits.DEFAULT, 1_000, 1_000_000, 100, 200));
    holdUp("activeChats");
    List<CompletableFuture<byte[]>> lists =
        IntStream.rangeClosed(1, 4)
            .mapToObj(user ->
                bus.send("GET", "/chats/chats", "{\"user_id\":%d,\"count\":65535}".formatted(user)))
            .toList();
    await().until(gate::hasQueuedThreads);
    assertThat(code(subscribe(1, 1))).isZero();
    // A request without a permit in time has not started, and never will.
    assertThat(lists.stream().map(OrderAndOverloadTest::code))
        .containsExactlyInAnyOrder(300, 112, 112, 112);
    gate.release(10);
    assertThat(code(bus.send("GET", "/chats/chats", "{\"user_id\":5}"))).isZero();
    assertThat(bus.chats.calls).hasSize(3).endsWith("activeChats 5 - 20");
  }

  /** This holds also for requests that start on the thread that reads requests. */
  @Test
  void readsWithoutPermitsDelayNothingElse() {
    restart(
        new BusSettings(
            Duration.ofSeconds(30), ZoneOffset.UTC, Limits.DEFAULT, 1_000, 1_000_000, 100, 1));
    holdUp("chat");
    CompletableFuture<byte[]> first = bus.send("GET", "/chats/chat", body(1, 1));
    await().until(gate::hasQueuedThreads);
    CompletableFuture<byte[]> second = bus.send("GET", "/chats/chat", body(2, 1));
    assertThat(code(subscribe(3, 1))).isZero();
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    gate.release(2);
    assertThat(code(first)).isZero();
    assertThat(code(second)).isZero();
  }

  @Test
  void tooManyAreRefusedAtOnceAndSomeAreTakenAgainLater() {
    restart(settings(10, 1_000_000, 100));
    holdUp("");
    List<CompletableFuture<byte[]>> taken =
        IntStream.rangeClosed(1, 10).mapToObj(chat -> subscribe(chat, 1)).toList();
    assertThat(code(subscribe(11, 1))).isEqualTo(112);
    assertThat(bus.traffic).containsExactly("unknown unknown 112");
    assertThat(taken).noneMatch(CompletableFuture::isDone);
    gate.release(1_000);
    taken.forEach(BusDriver::await);
    await().untilAsserted(() -> assertThat(code(subscribe(11, 1))).isZero());
    assertThat(bus.chats.calls).hasSize(11);
  }

  @Test
  void tooManyBytesAreRefusedAtOnce() {
    restart(settings(1_000, 1_000, 100));
    holdUp("");
    String padding = "{\"chat_id\":%d,\"x\":\"" + "x".repeat(300) + "\"}";
    CompletableFuture<byte[]> first = bus.send("POST", "/chats/status", padding.formatted(1));
    CompletableFuture<byte[]> second = bus.send("POST", "/chats/status", padding.formatted(2));
    assertThat(code(bus.send("POST", "/chats/status", padding.formatted(3)))).isEqualTo(112);
    assertThat(code(bus.send("POST", "/chats/status", "{\"x\":\"" + "x".repeat(1000) + "\"}")))
        .isEqualTo(1201);
    gate.release(2);
    BusDriver.await(first);
    BusDriver.await(second);
  }

  @Test
  void oneChatCannotTakeThePlaceOfAllOthers() {
    restart(settings(1_000, 1_000_000, 5));
    holdUp("subscribe 1 ");
    CompletableFuture<byte[]> running = subscribe(1, 1);
    await().until(gate::hasQueuedThreads);
    List<CompletableFuture<byte[]>> waiting =
        IntStream.rangeClosed(2, 6).mapToObj(user -> subscribe(1, user)).toList();
    assertThat(code(subscribe(1, 7))).isEqualTo(112);
    assertThat(code(subscribe(2, 1))).isZero();
    gate.release(10);
    BusDriver.await(running);
    waiting.forEach(BusDriver::await);
  }

  @Test
  void requestsThatCannotBeRunAnyMoreAreRefused() {
    bus.executor().shutdown();
    assertThat(code(subscribe(1, 1))).isEqualTo(112);
    assertThat(bus.chats.calls).isEmpty();
  }

  @Test
  void framesForOneUserKeepTheirOrder() throws InterruptedException {
    CountDownLatch sent = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      String frame = "{\"user_id\":7,\"type\":\"t" + i + "\"}";
      var unused = bus.send("POST", "/ws/client/message", frame).thenRun(sent::countDown);
    }
    assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(bus.chats.shown.stream().map(Object::toString))
        .containsExactlyElementsOf(
            IntStream.range(0, 100).mapToObj(i -> "Custom[type=t" + i + ", json={}]").toList());
  }

  private void restart(BusSettings settings) {
    bus.close();
    bus = new BusDriver(settings);
  }

  private static BusSettings settings(int requests, int bytes, int ofOneChat) {
    return new BusSettings(
        Duration.ofSeconds(30), ZoneOffset.UTC, Limits.DEFAULT, requests, bytes, ofOneChat, 1_000);
  }

  /** Calls whose name starts so wait for a permit each. */
  private void holdUp(String calls) {
    bus.chats.before =
        call -> {
          if (call.startsWith(calls)) {
            gate.acquireUninterruptibly();
          }
        };
  }

  private CompletableFuture<byte[]> subscribe(int chat, int user) {
    return bus.send(
        "POST",
        "/chats/user/subscribe",
        "{\"chat_id\":%d,\"user_id\":%d,\"user_type\":\"bot\"}".formatted(chat, user));
  }

  private CompletableFuture<byte[]> post(int chat, int user) {
    return bus.send(
        "POST",
        "/chats/message",
        "{\"chat_id\":%d,\"user_id\":%d,\"type\":\"message\"}".formatted(chat, user));
  }

  private static String body(int chat, int user) {
    return "{\"chat_id\":%d,\"user_id\":%d}".formatted(chat, user);
  }

  private static int code(CompletableFuture<byte[]> reply) {
    JsonNode read = BusDriver.read(BusDriver.await(reply));
    return read.path("error").path("code").asInt();
  }
}
