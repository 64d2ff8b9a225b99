package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.websocket.document.ApiDocument;
import io.chats.adapter.websocket.document.ApiDocument.Frame;
import io.chats.adapter.websocket.frame.FrameType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document's examples work. */
class DocumentedExamplesTest {

  @Test
  void everyFrameThatClientsMaySendIsTaken() {
    try (RunningServer server = RunningServer.start();
        OkClient client = OkClient.join(server, 42)) {
      int sent = 0;
      for (Frame frame : ApiDocument.load().fromClients()) {
        for (JsonNode example : frame.examples()) {
          client.send(example.toString());
          sent++;
        }
      }
      int all = sent;
      eventually().until(() -> server.monitor().frames().size() == all);

      List<String> results = server.monitor().frames();
      assertThat(results).allMatch(result -> result.endsWith(" ok"));
      for (FrameType type : FrameType.values()) {
        assertThat(results).contains(type.wireName() + " ok");
      }
    }
  }
}
