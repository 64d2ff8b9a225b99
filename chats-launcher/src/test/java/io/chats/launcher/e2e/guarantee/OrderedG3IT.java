package io.chats.launcher.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.TwoNodes;
import io.chats.launcher.harness.WsClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** G3 Ordered: seqs are dense and ids rise with them, over all nodes and in every session. */
@ExtendWith(TwoNodes.Shared.class)
class OrderedG3IT {

  private static final int WRITERS = 32;
  private static final int EACH = 50;

  private static Node node;
  private static Node other;
  private static BusClient bus;

  @BeforeAll
  static void use(TwoNodes shared) {
    node = shared.node();
    other = shared.other();
    bus = shared.bus();
  }

  @Test
  void thirtyTwoConcurrentWritersInOneChatOnTwoNodes() {
    long chat = bus.chat(1, 1, 2);
    List<WsClient> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      bus.subscribe(chat, 100 + w, "operator");
      writers.add(WsClient.connect((w % 2 == 0 ? node : other).webSocket(), 100 + w));
    }
    for (int i = 0; i < EACH; i++) {
      for (int w = 0; w < WRITERS; w++) {
        writers.get(w).post(chat, w + "-" + i, "text");
      }
    }
    int total = WRITERS * EACH;
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> writers.stream().allMatch(w -> w.messages(chat).size() >= total));

    List<JsonNode> stored = bus.messages(chat, 1);
    assertThat(stored).hasSize(total);
    assertThat(stored).extracting(m -> m.get("id").asLong()).isSorted().doesNotHaveDuplicates();
    assertDense(stored);
    List<Long> ids = stored.stream().map(m -> m.get("id").asLong()).toList();
    for (int w = 0; w < WRITERS; w++) {
      List<JsonNode> seen = writers.get(w).messages(chat);
      assertThat(seen).extracting(m -> m.get("id").asLong()).containsExactlyElementsOf(ids);
      String own = w + "-";
      assertThat(seen)
          .extracting(m -> m.get("clientMessageId").asText())
          .filteredOn(id -> id.startsWith(own))
          .extracting(id -> Integer.valueOf(id.substring(own.length())))
          .isSorted()
          .hasSize(EACH);
      writers.get(w).close();
    }
  }

  private static void assertDense(List<JsonNode> messages) {
    assertThat(messages)
        .extracting(m -> m.get("seq").asLong())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, messages.size()).boxed().toList());
  }
}
