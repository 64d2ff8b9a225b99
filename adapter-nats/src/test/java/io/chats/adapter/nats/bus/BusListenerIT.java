package io.chats.adapter.nats.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.connection.NatsLink;
import io.chats.adapter.nats.connection.TestNode;
import io.chats.domain.model.Limits;
import io.chats.testing.services.nats.NatsOptions;
import io.chats.testing.services.nats.PrivateNats;
import io.nats.client.Message;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Bus API over a real server (spec 3). */
class BusListenerIT {

  private static final String TOPIC = "chats.1.1";
  private static final int MAX_PAYLOAD = 8_000;
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final BusSettings SETTINGS =
      new BusSettings(LONG, ZoneOffset.UTC, Limits.DEFAULT, 1_000, 1_000_000, 1_000, 1_000);

  private final PrivateNats nats =
      PrivateNats.start(NatsOptions.DEFAULT.withMaxPayload(MAX_PAYLOAD));
  private final TestNode caller = TestNode.on(nats);
  private final TestNode node = TestNode.on(nats);
  private final TestNode otherNode = TestNode.on(nats);
  private final BusDriver bus = new BusDriver(SETTINGS);
  private final BusDriver otherBus = new BusDriver(SETTINGS);
  private final BusListener listener = new BusListener(node.requests(), TOPIC, bus.api());
  private final BusListener otherListener =
      new BusListener(otherNode.requests(), TOPIC, otherBus.api());
  private final Semaphore gate = new Semaphore(0);

  @AfterEach
  void stop() {
    gate.release(1_000_000);
    bus.close();
    otherBus.close();
    caller.close();
    node.close();
    otherNode.close();
    nats.close();
  }

  @Test
  void exactlyOneOfTheNodesAnswersEach() {
    startBoth();
    int requests = 500;
    List<CompletableFuture<Message>> replies =
        IntStream.rangeClosed(1, requests).mapToObj(chat -> subscribe(chat, 1)).toList();
    replies.forEach(
        reply -> assertThat(read(reply).path("data").path("result").asBoolean()).isTrue());
    assertThat(bus.chats.calls.size() + otherBus.chats.calls.size()).isEqualTo(requests);
    assertThat(bus.chats.calls).hasSizeBetween(100, 400);
  }

  @Test
  void repliesFitIntoMaxPayload() {
    bus.chats.hasMessages(100);
    start(listener);
    String body = "{\"chat_id\":1,\"user_id\":7}";
    for (String path : List.of("/chats/chat/recent", "/chats/chat/history")) {
      Message reply = send("GET", path, body).orTimeout(10, TimeUnit.SECONDS).join();
      assertThat(reply.getData().length).isBetween(MAX_PAYLOAD - 500, MAX_PAYLOAD);
      assertThat(BusDriver.read(reply.getData()).path("has_more").asBoolean()).isTrue();
    }
  }

  @Test
  void carriesOutRequestsWithoutReplySubjectAndRepliesToLaterOnes() {
    start(listener);
    for (int i = 1; i <= 10; i++) {
      caller.requests().publish(TOPIC, subscription(i, 1));
    }
    caller.requests().publish(TOPIC, "rubbish".getBytes(UTF_8));
    assertThat(read(subscribe(11, 1)).has("data")).isTrue();
    await().untilAsserted(() -> assertThat(bus.chats.calls).hasSize(11));
  }

  @Test
  void keepsTheOrderOfOneChat() {
    start(listener);
    for (int user = 1; user < 300; user++) {
      caller.requests().publish(TOPIC, subscription(1, user));
    }
    read(subscribe(1, 300));
    assertThat(bus.chats.calls)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 300)
                .mapToObj(user -> "subscribe 1 " + user + " BOT")
                .toList());
  }

  @Test
  void aSlowRequestHoldsUpNoOther() {
    start(listener);
    bus.chats.before = call -> waitIf(call.startsWith("subscribe 1 1 "));
    CompletableFuture<Message> slow = subscribe(1, 1);
    for (int chat = 2; chat <= 100; chat++) {
      read(subscribe(chat, 1));
    }
    assertThat(slow).isNotDone();
    gate.release();
    assertThat(read(slow).has("data")).isTrue();
  }

  @Test
  void refusesTooManyRequestsAtOnce() {
    start(listener);
    bus.chats.before = call -> waitIf(true);
    List<CompletableFuture<Message>> replies =
        IntStream.rangeClosed(1, 3_000).mapToObj(chat -> subscribe(chat, 1)).toList();
    await()
        .untilAsserted(
            () -> assertThat(replies.stream().filter(CompletableFuture::isDone)).hasSize(2_000));
    assertThat(replies.stream().filter(CompletableFuture::isDone))
        .allMatch(reply -> read(reply).path("error").path("code").asInt() == 112);
    gate.release(1_000);
    replies.forEach(BusListenerIT::read);
    await().untilAsserted(() -> assertThat(bus.chats.calls).hasSize(1_000));
    gate.release(1_000);
    await().untilAsserted(() -> assertThat(read(subscribe(1, 1)).has("data")).isTrue());
  }

  @Test
  void listensAgainAfterTheServerWasKilled() {
    start(listener);
    for (int i = 0; i < 2; i++) {
      nats.restart();
      await().untilAsserted(() -> assertThat(read(subscribe(1, 1), 1).has("data")).isTrue());
    }
    assertThat(bus.traffic).allMatch(line -> line.equals("POST /chats/user/subscribe ok"));
  }

  /** A server that was restarted, or another one of the cluster, may take less. */
  @Test
  void aReplyThatTheServerDoesNotTakeAnyMoreBecomesAnError() {
    Queue<String> replies = repliesTo("reply");
    nats.configure(NatsOptions.DEFAULT.withMaxPayload(2_000));
    BusListener large = answering(10_000, nats::restart);
    start(large);
    publish("large", "reply");
    await().untilAsserted(() -> assertThat(replies).isNotEmpty());
    assertThat(replies.element()).contains("\"code\":200", "larger than the bus lets through");
    assertThat(large.oversizedReplies()).isEqualTo(1);
    assertThat(large.unsentReplies()).isZero();
  }

  @Test
  void aReplyWithoutNatsIsCounted() {
    BusListener lost = answering(10, nats::kill);
    start(lost);
    publish("large", "reply");
    await().until(() -> lost.unsentReplies() == 1);
    assertThat(lost.oversizedReplies()).isZero();
    nats.startAgain();
    node.awaitUp();
  }

  /** Answers with so many bytes, once this was done to the server and the node has noticed it. */
  private BusListener answering(int bytes, Runnable fault) {
    return new BusListener(
        node.requests(),
        "large",
        (request, most) ->
            CompletableFuture.supplyAsync(
                () -> {
                  NatsLink.State before = node.requests().state();
                  fault.run();
                  await().until(() -> !node.requests().state().equals(before));
                  await().until(() -> !nats.process().isRunning() || node.requests().state().up());
                  return new byte[bytes];
                },
                node.executor()));
  }

  private void publish(String subject, String replyTo) {
    AtomicBoolean isDone = new AtomicBoolean();
    caller
        .requests()
        .listen(connection -> {
          if (isDone.compareAndSet(false, true)) {
            connection.publish(subject, replyTo, new byte[0]);
          }
        });
  }

  private Queue<String> repliesTo(String subject) {
    Queue<String> replies = new ConcurrentLinkedQueue<>();
    caller
        .requests()
        .listen(connection ->
            connection
                .createDispatcher(message -> replies.add(new String(message.getData(), UTF_8)))
                .subscribe(subject));
    return replies;
  }

  @Test
  void startsWhileTheServerIsAway() {
    nats.kill();
    node.awaitDown();
    listener.start();
    nats.startAgain();
    await().untilAsserted(() -> assertThat(read(subscribe(1, 1), 1).has("data")).isTrue());
  }

  @Test
  void repliesToReceivedRequestsBeforeItStops() throws InterruptedException {
    startBoth();
    bus.chats.before = call -> waitIf(true);
    List<CompletableFuture<Message>> replies =
        IntStream.rangeClosed(1, 100).mapToObj(chat -> subscribe(chat, 1)).toList();
    await().until(gate::hasQueuedThreads);
    gate.release(1_000);
    assertThat(listener.drain(LONG)).isTrue();
    int taken = bus.chats.calls.size();
    replies.forEach(reply -> assertThat(read(reply).has("data")).isTrue());
    for (int chat = 1; chat <= 50; chat++) {
      assertThat(read(subscribe(chat, 1)).has("data")).isTrue();
    }
    assertThat(bus.chats.calls).hasSize(taken);
  }

  @Test
  void stopsInTimeThoughSomethingIsStuck() throws InterruptedException {
    start(listener);
    bus.chats.before = call -> waitIf(true);
    var stuck = subscribe(1, 1);
    await().until(gate::hasQueuedThreads);
    assertThat(stuck).isNotDone();
    assertThat(listener.drain(Duration.ofMillis(200))).isFalse();
    nats.kill();
    node.awaitDown();
    assertThat(listener.drain(Duration.ofMillis(200))).isFalse();
    nats.startAgain();
    node.awaitUp();
  }

  private void startBoth() {
    start(listener);
    start(otherListener);
    await()
        .untilAsserted(() -> {
          read(subscribe(1, 1));
          assertThat(bus.chats.calls).isNotEmpty();
          assertThat(otherBus.chats.calls).isNotEmpty();
        });
    bus.chats.calls.clear();
    otherBus.chats.calls.clear();
  }

  private void start(BusListener starting) {
    starting.start();
    assertThat(node.requests().flush(LONG)).isTrue();
    assertThat(otherNode.requests().flush(LONG)).isTrue();
  }

  private void waitIf(boolean waits) {
    if (waits) {
      gate.acquireUninterruptibly();
    }
  }

  private CompletableFuture<Message> subscribe(int chat, int user) {
    return caller.requests().request(TOPIC, subscription(chat, user), LONG);
  }

  private CompletableFuture<Message> send(String method, String path, String body) {
    byte[] request = BusDriver.envelope(method, path, body).getBytes(UTF_8);
    return caller.requests().request(TOPIC, request, LONG);
  }

  private static byte[] subscription(int chat, int user) {
    String body = "{\"chat_id\":%d,\"user_id\":%d,\"user_type\":\"bot\"}".formatted(chat, user);
    return BusDriver.envelope("POST", "/chats/user/subscribe", body).getBytes(UTF_8);
  }

  private static JsonNode read(CompletableFuture<Message> reply) {
    return read(reply, 20);
  }

  /** The reply; empty where there is none in time. */
  private static JsonNode read(CompletableFuture<Message> reply, int seconds) {
    return reply
        .orTimeout(seconds, TimeUnit.SECONDS)
        .thenApply(message -> BusDriver.read(message.getData()))
        .exceptionally(failure -> BusDriver.read("{}".getBytes(UTF_8)))
        .join();
  }
}
