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
import io.nats.client.Message;
import io.nats.client.Nats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many of the longest pages with the longest texts, of a node with 256 MiB of heap. */
class PageStormIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int MESSAGES = 600;
  private static final int REQUESTS = 1_000;
  private static final int MAX_PAYLOAD = 1024 * 1024;
  private static final long CLIENT = 42;
  private static final String TEXT = "\u0436".repeat(4096);

  /** The number of replies to each request, and the number of each kind. */
  private final Map<String, AtomicInteger> replies = new ConcurrentHashMap<>();

  private final Map<String, Integer> kinds = new ConcurrentHashMap<>();
  private final RealServices services = new RealServices();
  private Node node;
  private BusClient bus;
  private Connection caller;
  private long chat;

  @BeforeEach
  void start() throws Exception {
    node = Node.start(services.environment());
    bus = services.bus();
    caller = Nats.connect(services.nats.url());
    chat = bus.chat(1, CLIENT, 7);
    CompletableFuture.allOf(
            IntStream.range(0, MESSAGES)
                .mapToObj(i -> caller.request(RealServices.TOPIC, post()))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  @AfterEach
  void stop() throws InterruptedException {
    caller.close();
    bus.close();
    node.close();
    services.close();
  }

  @Test
  void manyAtOnceDoNoHarmAndPagesMissNothing() {
    // The pages that wait for the authors' names, which nobody tells, are not all held meanwhile.
    services.upstreams.fallSilent();
    caller.createDispatcher(this::count).subscribe("pages.*");
    for (int i = 0; i < REQUESTS; i++) {
      caller.publish(RealServices.TOPIC, "pages." + i, page("history", 0));
    }
    await().atMost(LONG).until(() -> replies.size() == REQUESTS);
    assertThat(replies.values()).allMatch(count -> count.get() == 1);
    // Pages, what found no room in time, and what found it too late to end.
    assertThat(kinds.keySet()).isSubsetOf("page", "112", "300").contains("page");
    assertThat(node.jvm().output()).doesNotContain("OutOfMemory");

    List<Integer> all = IntStream.rangeClosed(1, MESSAGES).boxed().toList();
    assertThat(seqs("recent")).isEqualTo(all);
    assertThat(seqs("history")).isEqualTo(all);
  }

  /** Of all messages, read page by page, in the order of the chat. */
  private List<Integer> seqs(String direction) {
    List<Integer> seqs = new ArrayList<>();
    long next = 0;
    boolean more;
    do {
      JsonNode reply = Json.read(ask(page(direction, next)));
      List<Integer> page =
          reply.at("/data/messages").findValues("seq").stream().map(JsonNode::intValue).toList();
      boolean forward = direction.equals("recent");
      seqs.addAll(forward ? seqs.size() : 0, page);
      more = reply.path("has_more").asBoolean();
      next = reply.at("/data/messages/" + (forward ? page.size() - 1 : 0) + "/id").longValue();
    } while (more);
    return seqs;
  }

  private byte[] ask(byte[] request) {
    byte[] reply = caller.request(RealServices.TOPIC, request).join().getData();
    assertThat(reply.length).isLessThanOrEqualTo(MAX_PAYLOAD);
    return reply;
  }

  private byte[] post() {
    return request(
        "POST",
        "/chats/message",
        Map.of("chat_id", chat, "user_id", CLIENT, "type", "message", "message", TEXT));
  }

  private byte[] page(String direction, long message) {
    return request(
        "GET",
        "/chats/chat/" + direction,
        Map.of("chat_id", chat, "user_id", 7, "message_id", message, "count", 65_535));
  }

  private static byte[] request(String method, String path, Map<String, ?> body) {
    return Json.write(Map.of("method", method, "path", path, "body", body)).getBytes(UTF_8);
  }

  private void count(Message reply) {
    assertThat(reply.getData().length).isLessThanOrEqualTo(MAX_PAYLOAD);
    kinds.merge(kind(reply), 1, Integer::sum);
    replies.computeIfAbsent(reply.getSubject(), r -> new AtomicInteger()).incrementAndGet();
  }

  /** Without reading pages, of which there are hundreds of megabytes. */
  private static String kind(Message reply) {
    return reply.getData().length > 1_000
        ? "page"
        : Json.read(reply.getData()).at("/error/code").asText();
  }
}
