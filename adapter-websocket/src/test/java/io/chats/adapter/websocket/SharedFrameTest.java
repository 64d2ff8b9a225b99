package io.chats.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.outbound.OutboundFrame;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SharedEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedFrameTest {

  @Test
  void anEventForManyIsEncodedOnce() {
    List<OkClient> clients = new ArrayList<>();
    try (RunningServer server = RunningServer.start()) {
      for (int user = 1; user <= 20; user++) {
        clients.add(OkClient.join(server, user));
      }
      SharedEvent event = new SharedEvent(new ClientEvent.Custom("offer", "{\"n\":1}"));
      Object[] encoded = new Object[2];

      server.gateway().opened().forEach(session -> session.client().send(event));
      encoded[0] = event.encoded(e -> "not encoded before");
      server.gateway().opened().forEach(session -> session.client().send(event));
      encoded[1] = event.encoded(e -> "not encoded before");

      clients.forEach(client ->
          assertThat(client.text(2)).isEqualTo("{\"type\":\"offer\",\"data\":{\"n\":1}}"));
      assertThat(encoded[0]).isInstanceOf(OutboundFrame.class).isSameAs(encoded[1]);
    } finally {
      clients.forEach(OkClient::close);
    }
  }

  @Test
  void eventsOfOneThreadArriveInOrder() {
    try (RunningServer server = RunningServer.start();
        OkClient client = OkClient.join(server, 1)) {
      int events = 2_000;
      for (int i = 0; i < events; i++) {
        server
            .gateway()
            .opened()
            .get(0)
            .client()
            .send(new ClientEvent.Custom("n", "{\"n\":" + i + "}"));
      }
      client.text(events);
      for (int i = 0; i < events; i++) {
        assertThat(client.texts().get(i)).endsWith(":" + i + "}}");
      }
    }
  }
}
