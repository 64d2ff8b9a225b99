package io.chats.launcher.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The longest pages of the longest texts, many at a time, of a node with 256 MiB of heap. */
class PageStormIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int REQUESTS = 600;
  private static final int MESSAGES = 300;
  private static final int MAX_PAYLOAD = 1024 * 1024;
  private static final String TEXT = "\u0436".repeat(4096);

  private final Map<String, AtomicInteger> replies = new ConcurrentHashMap<>();
  private final Map<String, Integer> kinds = new ConcurrentHashMap<>();

  @Test
  void eachIsAnsweredOnceAndFits() throws Exception {
    try (RealServices services = new RealServices();
        Node node = Node.start(services.environment());
        BusClient bus = services.bus();
        Connection caller = Nats.connect(services.nats.url())) {
      long chat = bus.chat(1, 42, 7);
      IntStream.range(0, MESSAGES).forEach(i -> post(bus, chat));
      caller.createDispatcher(this::count).subscribe("pages.*");
      byte[] request = page(chat);
      for (int i = 0; i < REQUESTS; i++) {
        caller.publish(RealServices.TOPIC, "pages." + i, request);
      }
      await().atMost(LONG).until(() -> replies.size() == REQUESTS);
      assertThat(replies.values()).allMatch(count -> count.get() == 1);
      // Pages, and what was not begun in time.
      assertThat(kinds.keySet()).isSubsetOf("page", "112").contains("page");
      assertThat(node.jvm().output()).doesNotContain("OutOfMemory");
      assertThat(
              bus.ask("GET", "/chats/chat", Map.of("chat_id", chat, "user_id", 42)).at("/last_seq"))
          .hasToString(Integer.toString(MESSAGES));
    }
  }

  private static void post(BusClient bus, long chat) {
    bus.ask(
        "POST",
        "/chats/message",
        Map.of("chat_id", chat, "user_id", 42, "type", "message", "message", TEXT));
  }

  private static byte[] page(long chat) {
    Map<String, Object> body = Map.of("chat_id", chat, "user_id", 7, "count", 65_535);
    return Json.write(Map.of("method", "GET", "path", "/chats/chat/history", "body", body))
        .getBytes(UTF_8);
  }

  private void count(Message reply) {
    assertThat(reply.getData().length).isLessThanOrEqualTo(MAX_PAYLOAD);
    replies.computeIfAbsent(reply.getSubject(), r -> new AtomicInteger()).incrementAndGet();
    kinds.merge(kind(reply), 1, Integer::sum);
  }

  /** Without reading pages, of which there are hundreds of megabytes. */
  private static String kind(Message reply) {
    if (reply.getData().length > 1_000) {
      return new String(reply.getData(), 0, 20, UTF_8).startsWith("{\"data\":{\"messages\"")
          ? "page"
          : "nonsense";
    }
    JsonNode small = Json.read(reply.getData());
    return small.at("/error/code").asText();
  }
}
