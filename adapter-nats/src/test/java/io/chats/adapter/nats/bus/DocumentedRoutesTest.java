package io.chats.adapter.nats.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.bus.request.Router;
import io.chats.adapter.nats.document.BusDocument;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The document has an example of each request that the API knows, in every spelling. */
class DocumentedRoutesTest {

  @Test
  void everyRouteIsDescribedAndNoOther() {
    Set<String> described = new HashSet<>();
    for (BusDocument.Request request : BusDocument.load().asked()) {
      for (JsonNode example : request.examples()) {
        described.add(example.get("method").textValue() + " " + example.get("path").textValue());
      }
    }
    assertThat(new Router(new FakeChats(), ZoneOffset.UTC, 1).spellings())
        .containsExactlyInAnyOrderElementsOf(described);
  }
}
