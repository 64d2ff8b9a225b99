package io.chats.launcher.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Stand-ins for the upstream services (spec 5), as far as tests need them: token u42 is user 42,
 * and every file exists except one that is called missing.
 */
public final class Upstreams implements AutoCloseable {

  private final Connection connection;
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private volatile boolean silent;
  private volatile Duration time = Duration.ZERO;

  /**
   * @param urls the URLs of NATS servers, separated by commas
   */
  public Upstreams(String urls) {
    connection = BusConnections.open(urls);
    Dispatcher dispatcher = connection.createDispatcher(this::answer);
    for (String subject :
        new String[] {"users.1.0", "personal.1.0", "doctors.1.0", "telemed.1.0", "storage.1.0"}) {
      dispatcher.subscribe(subject);
    }
  }

  /**
   * A request that was not answered.
   *
   * @param at the time, by {@link System#nanoTime()}
   */
  public record Asked(String subject, long at) {}

  /** Records requests from now on instead of answering them. */
  public void fallSilent() {
    silent = true;
  }

  /** Takes so long for each answer from now on, for many at a time. */
  public void takeFor(Duration newTime) {
    time = newTime;
  }

  public Collection<Asked> unanswered() {
    return asked;
  }

  private void answer(Message request) {
    if (silent) {
      asked.add(new Asked(request.getSubject(), System.nanoTime()));
    } else if (request.getReplyTo() != null) {
      JsonNode asked = Json.read(request.getData());
      byte[] reply = Json.write(reply(request.getSubject(), asked)).getBytes(UTF_8);
      afterItsTime(() -> connection.publish(request.getReplyTo(), reply));
    }
  }

  private void afterItsTime(Runnable answer) {
    if (time.isZero()) {
      answer.run();
    } else {
      CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS).execute(answer);
    }
  }

  private static Map<String, ?> reply(String subject, JsonNode asked) {
    return switch (subject) {
      case "users.1.0" -> token(asked.at("/body/access_token").asText());
      case "storage.1.0" -> file(asked.at("/body/file_id").asText());
      default -> Map.of("data", Map.of("first_name", "First", "last_name", "Last of " + subject));
    };
  }

  private static Map<String, ?> file(String id) {
    return id.equals("missing")
        ? Map.of("error", Map.of("code", 404, "message", "no such file"))
        : Map.of(
            "data",
            Map.of(
                "id",
                id,
                "title",
                "scan of " + id,
                "url",
                "https://files/" + id,
                "mimeType",
                "image/png",
                "size",
                4711));
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
