package io.chats.launcher.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.util.Map;

/** The services that Chats asks (SPEC 5), as far as these tests need them: token u42 is user 42. */
public final class Upstreams implements AutoCloseable {

  private final Connection connection;

  /**
   * @param urls of NATS servers, separated by commas
   */
  public Upstreams(String urls) {
    connection = BusConnections.open(urls);
    Dispatcher dispatcher = connection.createDispatcher(this::answer);
    for (String subject :
        new String[] {"users.1.0", "personal.1.0", "doctors.1.0", "telemed.1.0"}) {
      dispatcher.subscribe(subject);
    }
  }

  private void answer(Message request) {
    if (request.getReplyTo() != null) {
      JsonNode asked = Json.read(request.getData());
      String reply = Json.write(reply(request.getSubject(), asked));
      connection.publish(request.getReplyTo(), reply.getBytes(UTF_8));
    }
  }

  private static Map<String, ?> reply(String subject, JsonNode asked) {
    return subject.startsWith("users")
        ? token(asked.path("body").path("access_token").asText())
        : Map.of("data", Map.of("first_name", "First", "last_name", "Last of " + subject));
  }

  private static Map<String, ?> token(String token) {
    return token.matches("u[1-9][0-9]{0,17}")
        ? Map.of("data", Map.of("id", Long.valueOf(token.substring(1))))
        : Map.of("error", Map.of("code", 103, "message", "no such token"));
  }

  @Override
  public void close() {
    BusConnections.close(connection);
  }
}
