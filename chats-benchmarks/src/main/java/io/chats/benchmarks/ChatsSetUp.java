package io.chats.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens the chats of a run over the bus, and answers for the user service while it lasts. */
final class ChatsSetUp implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern CHAT_ID = Pattern.compile("\"chat_id\":(\\d+)");
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"u(\\d+)\"");

  private final Connection connection;
  private final String topic;

  ChatsSetUp(String busUrl, String topic) throws IOException, InterruptedException {
    this.connection = Nats.connect(busUrl);
    this.topic = topic;
    connection.createDispatcher(this::answerToken).subscribe("users.1.0");
    connection
        .createDispatcher(m -> reply(m, "{\"data\":{\"first_name\":\"A\",\"last_name\":\"B\"}}"))
        .subscribe("personal.1.0")
        .subscribe("doctors.1.0")
        .subscribe("telemed.1.0");
  }

  /** Opens a chat between two users. */
  long open(long client, long doctor) throws InterruptedException {
    String reply = ask("/chats/new", "{\"order_id\":" + client + "}");
    Matcher matcher = CHAT_ID.matcher(reply);
    if (!matcher.find()) {
      throw new IllegalStateException(reply);
    }
    long chat = Long.parseLong(matcher.group(1));
    subscribe(chat, client, "client");
    subscribe(chat, doctor, "doctor");
    return chat;
  }

  private void subscribe(long chat, long user, String type) throws InterruptedException {
    ask(
        "/chats/user/subscribe",
        "{\"chat_id\":" + chat + ",\"user_id\":" + user + ",\"user_type\":\"" + type + "\"}");
  }

  private String ask(String path, String body) throws InterruptedException {
    String request = "{\"method\":\"POST\",\"path\":\"" + path + "\",\"body\":" + body + "}";
    Message reply = connection.request(topic, request.getBytes(UTF_8), PATIENCE);
    if (reply == null) {
      throw new IllegalStateException("no reply to " + request);
    }
    return new String(reply.getData(), UTF_8);
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
