package io.chats.benchmarks.load;

import io.chats.benchmarks.client.EventLoop;
import io.chats.benchmarks.client.LightNatsClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /chats/chat} for both users of many chats, with messages posted in between. No reply
 * may be older than the acknowledgements before its request was sent (spec 3): the second user
 * posts, and the unread count of the first one shows it.
 */
public final class ChatReads implements AutoCloseable {

  private static final Pattern UNREAD = Pattern.compile("\"unread_count\":(\\d+)");
  private static final int WRITE_PERCENT = 5;

  private final EventLoop loop = new EventLoop();
  private final Random random = new Random(7);
  private final LightNatsClient nats;
  private final String topic;
  private final List<Conversation> chats;
  private final int[] posted;
  private long answered;
  private long stale;
  private long failed;

  public ChatReads(URI bus, String topic, List<Conversation> chats) throws IOException {
    this.nats = new LightNatsClient(loop, bus);
    this.topic = topic;
    this.chats = List.copyOf(chats);
    this.posted = new int[chats.size()];
  }

  /** Returns answered requests per second, with the given number outstanding. */
  public double perSecond(int outstanding, Duration warmUp, Duration measured) throws IOException {
    loop.run(warmUp, () -> fill(outstanding));
    double rate = loop.perSecond(() -> answered, measured, () -> fill(outstanding));
    loop.await(() -> nats.outstanding() == 0, Duration.ofSeconds(10));
    return rate;
  }

  /** The number of replies that were older than allowed. */
  public long stale() {
    return stale;
  }

  /** The number of requests that were answered with an error. */
  public long failed() {
    return failed;
  }

  private void fill(int outstanding) {
    while (nats.outstanding() < outstanding) {
      int n = random.nextInt(chats.size());
      if (random.nextInt(100) < WRITE_PERCENT) {
        post(n);
      } else {
        read(n, random.nextBoolean());
      }
    }
  }

  private void post(int n) {
    Conversation chat = chats.get(n);
    String body =
        "\"chat_id\":%d,\"user_id\":%d,\"type\":\"message\",\"message\":\"Good morning\""
            .formatted(chat.chat(), chat.second());
    ask("POST", "/chats/message", body, reply -> posted[n]++);
  }

  private void read(int n, boolean first) {
    Conversation chat = chats.get(n);
    int atLeast = posted[n];
    String body =
        "\"chat_id\":" + chat.chat() + ",\"user_id\":" + (first ? chat.first() : chat.second());
    ask(
        "GET",
        "/chats/chat",
        body,
        reply -> {
          if (first && unread(reply) < atLeast) {
            stale++;
          }
        });
  }

  private void ask(String method, String path, String body, Consumer<String> onReply) {
    nats.request(
        topic,
        "{\"method\":\"" + method + "\",\"path\":\"" + path + "\",\"body\":{" + body + "}}",
        reply -> {
          if (reply.startsWith("{\"error\"")) {
            failed++;
          } else {
            answered++;
            onReply.accept(reply);
          }
        });
  }

  private static int unread(String reply) {
    Matcher matcher = UNREAD.matcher(reply);
    if (!matcher.find()) {
      throw new IllegalStateException(reply);
    }
    return Integer.parseInt(matcher.group(1));
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }
}
