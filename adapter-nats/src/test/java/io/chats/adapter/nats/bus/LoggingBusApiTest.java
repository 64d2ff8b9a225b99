package io.chats.adapter.nats.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.nats.connection.LoggedLines;
import org.junit.jupiter.api.Test;

class LoggingBusApiTest {

  @Test
  void logsRequestsAndRepliesWithoutWhatPeopleWrite() {
    try (LoggedLines log = new LoggedLines();
        BusDriver bus = new BusDriver()) {
      BusApi logging = new LoggingBusApi(bus.api());
      String body = "{\"chat_id\":1,\"user_id\":7,\"type\":\"message\",\"message\":\"secret\"}";
      byte[] request = BusDriver.envelope("POST", "/chats/message", body).getBytes(UTF_8);
      byte[] reply = BusDriver.await(logging.handle(request, 10_000).toCompletableFuture());
      assertThat(BusDriver.read(reply).path("data").path("text").asText()).isEqualTo("text 1");
      assertThat(log.all()).hasSize(2);
      assertThat(log.all().getFirst())
          .startsWith("INFO bus request 1: {\"method\":\"POST\"")
          .contains("\"message\":\"***\"");
      assertThat(log.all().getLast())
          .startsWith("INFO bus reply 1: {\"data\"")
          .contains("\"text\":\"***\"")
          .doesNotContain("text 1");
    }
  }
}
