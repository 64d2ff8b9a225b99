package io.chats.benchmarks.load;

import io.chats.benchmarks.client.EventLoop;
import io.chats.benchmarks.client.LightNatsClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens chats over the Bus API, many at a time. */
public final class ChatOpener implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int AT_ONCE = 16;
  private static final Pattern CHAT_ID = Pattern.compile("\"chat_id\":(\\d+)");

  private static final String UNKNOWN = "{\"error\":{\"code\":300,";
  private static final String NOTHING_DONE = "{\"error\":{\"code\":112,";

  private final String run = Long.toString(System.nanoTime(), 36) + "-";
  private final EventLoop loop = new EventLoop();
  private final LightNatsClient nats;
  private final String topic;
  private long next;

  public ChatOpener(URI bus, String topic) throws IOException {
    this.nats = new LightNatsClient(loop, bus);
    this.topic = topic;
  }

  /** Opens chats of two users each, with consecutive ids from {@code firstUser} on. */
  public List<Conversation> open(long firstUser, int count) throws IOException {
    List<Conversation> chats = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      long client = firstUser + 2L * n;
      open(
          List.of(client, client + 1),
          chat -> chats.add(new Conversation(chat, client, client + 1)));
    }
    finish();
    return chats;
  }

  /**
   * Opens a chat with the first user as client and all others as doctors, without waiting for it.
   */
  public void open(List<Long> users, LongConsumer opened) throws IOException {
    loop.await(() -> nats.outstanding() < AT_ONCE, TIMEOUT);
    ask(
        "/chats/new",
        "\"order_id\":" + users.getFirst() + ",\"request_id\":\"" + run + next++ + "\"",
        reply -> {
          Matcher matcher = CHAT_ID.matcher(reply);
          if (!matcher.find()) {
            throw new IllegalStateException(reply);
          }
          long chat = Long.parseLong(matcher.group(1));
          for (long user : users) {
            subscribe(chat, user, user == users.getFirst() ? "client" : "doctor");
          }
          opened.accept(chat);
        });
  }

  /** Closes a chat, without waiting for it. */
  public void close(long chat) throws IOException {
    loop.await(() -> nats.outstanding() < AT_ONCE, TIMEOUT);
    ask("/chats/status", "\"chat_id\":" + chat, reply -> {});
  }

  /** Waits until all requests are done. */
  public void finish() throws IOException {
    if (!loop.await(() -> nats.outstanding() == 0, TIMEOUT)) {
      throw new IOException(nats.outstanding() + " requests are not answered");
    }
  }

  private void subscribe(long chat, long user, String type) {
    ask(
        "/chats/user/subscribe",
        "\"chat_id\":" + chat + ",\"user_id\":" + user + ",\"user_type\":\"" + type + "\"",
        reply -> {});
  }

  /**
   * Sends a request, and repeats it when its outcome is unknown or it was not carried out; both
   * requests may be repeated.
   */
  private void ask(String path, String body, Consumer<String> onReply) {
    nats.request(
        topic,
        "{\"method\":\"POST\",\"path\":\"" + path + "\",\"body\":{" + body + "}}",
        reply -> {
          if (reply.startsWith(UNKNOWN) || reply.startsWith(NOTHING_DONE)) {
            ask(path, body, onReply);
          } else if (reply.startsWith("{\"error\"")) {
            throw new IllegalStateException(reply);
          } else {
            onReply.accept(reply);
          }
        });
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }
}
