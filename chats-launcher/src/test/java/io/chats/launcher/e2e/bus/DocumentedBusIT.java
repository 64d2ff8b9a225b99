package io.chats.launcher.e2e.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.document.BusDocument;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import org.junit.jupiter.api.Test;

/** Every example of the Bus API's document succeeds, sent as it is written to a new node. */
class DocumentedBusIT {

  @Test
  void everyExampleIsAnsweredAsDescribed() {
    try (RealServices services = new RealServices();
        Node node = Node.start(services.environment());
        BusClient bus = services.bus()) {
      assertThat(node.management()).isNotEmpty();
      for (BusDocument.Request request : BusDocument.load().asked()) {
        for (JsonNode example : request.examples()) {
          JsonNode reply =
              bus.request(
                  example.get("method").textValue(),
                  example.get("path").textValue(),
                  example.get("body"));
          assertThat(reply.has("data")).describedAs(example + " " + reply).isTrue();
        }
      }
    }
  }
}
