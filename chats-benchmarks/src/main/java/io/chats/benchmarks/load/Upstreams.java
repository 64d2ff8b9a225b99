package io.chats.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The services that a node asks: the token {@code u17} is valid for user 17. */
public final class Upstreams implements AutoCloseable {

  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"u(\\d+)\"");

  private final Connection connection;

  public Upstreams(URI bus) throws IOException, InterruptedException {
    this.connection = Nats.connect(bus.toString());
  }

  /** Begins to answer; to be called once. */
  public void answer() {
    connection.createDispatcher(this::answerToken).subscribe("users.1.0");
    connection
        .createDispatcher(m -> reply(m, "{\"data\":{\"first_name\":\"A\",\"last_name\":\"B\"}}"))
        .subscribe("personal.1.0")
        .subscribe("doctors.1.0")
        .subscribe("telemed.1.0");
    connection
        .createDispatcher(m -> reply(m, "{\"data\":{\"title\":\"A scan\"}}"))
        .subscribe("storage.1.0");
  }

  private void answerToken(Message request) {
    Matcher matcher = TOKEN.matcher(new String(request.getData(), UTF_8));
    reply(
        request,
        matcher.find()
            ? "{\"data\":{\"id\":" + matcher.group(1) + "}}"
            : "{\"error\":{\"code\":103,\"message\":\"no such token\"}}");
  }

  private void reply(Message request, String json) {
    if (request.getReplyTo() != null) {
      connection.publish(request.getReplyTo(), json.getBytes(UTF_8));
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
