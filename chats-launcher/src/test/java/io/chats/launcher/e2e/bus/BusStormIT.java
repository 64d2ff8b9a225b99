package io.chats.launcher.e2e.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Json;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Very many requests at once, and a node that is killed while it handles some; nodes have 256 MB.
 */
class BusStormIT {

  private static final int REQUESTS = 10_000;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int OVERLOADED = 112;
  private static final int UNKNOWN = 300;

  private RealServices services;
  private Node node;
  private BusClient bus;
  private Connection caller;

  /** The number of replies to each request, and the last reply. */
  private final Map<Integer, AtomicInteger> replies = new ConcurrentHashMap<>();

  private final Map<Integer, JsonNode> last = new ConcurrentHashMap<>();

  @BeforeEach
  void start() throws Exception {
    services = new RealServices();
    node = Node.start(services.environment());
    bus = services.bus();
    caller = Nats.connect(services.nats.url());
    caller.createDispatcher(this::count).subscribe("storm.*");
  }

  @AfterEach
  void stop() throws InterruptedException {
    caller.close();
    bus.close();
    node.close();
    services.close();
  }

  @Test
  void eachOfTenThousandIsAnsweredOnceAndNothingIsLost() {
    long chat = bus.chat(1, 42, 7);
    IntStream.range(0, REQUESTS).forEach(i -> ask(i, post(chat, i)));
    await().atMost(LONG).until(() -> replies.size() == REQUESTS);

    assertThat(replies.values()).allMatch(count -> count.get() == 1);
    // A machine that is busy elsewhere may not finish in time what it has begun.
    assertThat(
            answeredWith(0).size() + answeredWith(OVERLOADED).size() + answeredWith(UNKNOWN).size())
        .isEqualTo(REQUESTS);
    List<String> stored =
        bus.messages(chat, 42).stream().map(m -> m.get("client_message_id").asText()).toList();
    assertThat(answeredWith(0)).isNotEmpty();
    assertThat(stored)
        .doesNotHaveDuplicates()
        .containsAll(answeredWith(0))
        .doesNotContainAnyElementsOf(answeredWith(OVERLOADED));
    assertThat(node.jvm().output()).doesNotContain("OutOfMemory");
  }

  @Test
  void twoNodesAnswerEachOnceAndOneThatIsKilledCostsWhatItHadInHand() {
    try (Node other = Node.start(services.environment())) {
      long chat = bus.chat(1, 42, 7);
      int half = 500;
      IntStream.range(0, half).forEach(i -> ask(i, post(chat, i)));
      await().atMost(LONG).until(() -> replies.size() == half);
      assertThat(replies.values()).allMatch(count -> count.get() == 1);

      IntStream.range(half, 2 * half).forEach(i -> ask(i, post(chat, i)));
      other.kill();
      awaitTakenOver(chat);
      IntStream.range(0, 2 * half).forEach(i -> repeatUntilAnswered(chat, i));
      // Repeated with their ids, those that the killed node had in hand are there once, too.
      assertThat(bus.messages(chat, 42)).hasSize(2 * half);
    }
  }

  /** The ids of the messages whose post was answered with that error, or with 0: none. */
  private Set<String> answeredWith(int code) {
    return last.entrySet().stream()
        .filter(reply -> reply.getValue().at("/error/code").asInt() == code)
        .map(reply -> "m" + reply.getKey())
        .collect(Collectors.toSet());
  }

  /** Waits until the server knows of the lost node, so that requests go to the other one. */
  private void awaitTakenOver(long chat) {
    for (int i = 0; i < 20; i++) {
      bus.ask("GET", "/chats/chat", Map.of("chat_id", chat, "user_id", 42));
    }
  }

  private void repeatUntilAnswered(long chat, int number) {
    if (!last.containsKey(number) || !last.get(number).has("data")) {
      bus.ask("POST", "/chats/message", message(chat, number));
    }
  }

  private void ask(int number, byte[] request) {
    caller.publish(RealServices.TOPIC, "storm." + number, request);
  }

  private void count(io.nats.client.Message reply) {
    int number = Integer.parseInt(reply.getSubject().substring("storm.".length()));
    last.put(number, Json.read(reply.getData()));
    replies.computeIfAbsent(number, n -> new AtomicInteger()).incrementAndGet();
  }

  private static byte[] post(long chat, int number) {
    Map<String, Object> request = new HashMap<>();
    request.put("method", "POST");
    request.put("path", "/chats/message");
    request.put("body", message(chat, number));
    return Json.write(request).getBytes(UTF_8);
  }

  private static Map<String, Object> message(long chat, int number) {
    return Map.of(
        "chat_id",
        chat,
        "user_id",
        42,
        "message",
        "message " + number,
        "client_message_id",
        "m" + number,
        "type",
        "message");
  }
}
