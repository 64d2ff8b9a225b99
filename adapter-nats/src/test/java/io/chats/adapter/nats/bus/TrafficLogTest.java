package io.chats.adapter.nats.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.nats.bus.dispatch.RequestIds;
import io.chats.adapter.nats.bus.dispatch.RequestTask;
import io.chats.adapter.nats.connection.LoggedLines;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests what is logged of requests, and how it can be found. */
class TrafficLogTest {

  private static final String POST =
      "{\"chat_id\":1,\"user_id\":7,\"type\":\"message\",\"message\":\"secret\"}";

  private final LoggedLines log = new LoggedLines();
  private final BusDriver bus = new BusDriver(new MaskingTrafficLog());

  @AfterEach
  void stop() {
    bus.close();
    log.close();
  }

  @Test
  void showsRequestsAndRepliesWithoutTextsOfUsers() {
    assertThat(bus.ask("POST", "/chats/message", POST).at("/data/text").asText())
        .isEqualTo("text 1");
    assertThat(log.all()).hasSize(2);
    assertThat(log.all().getFirst())
        .startsWith("INFO bus request: {\"method\":\"POST\"")
        .contains("\"message\":\"***\"");
    assertThat(log.all().getLast())
        .startsWith("INFO bus reply: {\"data\"")
        .contains("\"text\":\"***\"")
        .doesNotContain("text 1");
  }

  @Test
  void namesARequestInAllThatIsToldOfIt() {
    List<String> ids = new CopyOnWriteArrayList<>();
    bus.chats.before =
        call -> {
          LoggerFactory.getLogger("io.chats.adapter.nats.within").warn("on the way");
          throw new IllegalStateException("boom");
        };
    for (int i = 0; i < 2; i++) {
      bus.ask("POST", "/chats/message", POST);
      ids.add(log.contexts().getLast().get(RequestTask.REQUEST));
    }
    assertThat(log.contexts())
        .extracting(it -> it.get(RequestTask.REQUEST))
        .containsExactly(ids.get(0), ids.get(0), ids.get(0), ids.get(1), ids.get(1), ids.get(1));
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{8}-[12]"));
    assertThat(bus.reports.element()).contains("request=" + ids.getFirst());
  }

  @Test
  void givesEachNodeItsOwnIds() {
    assertThat(new RequestIds().next()).isNotEqualTo(new RequestIds().next());
  }
}
