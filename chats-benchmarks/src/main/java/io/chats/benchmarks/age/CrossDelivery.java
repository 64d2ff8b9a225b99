package io.chats.benchmarks.age;

import io.chats.benchmarks.client.EventLoop;
import io.chats.benchmarks.client.LightWebSocketClient;
import io.chats.benchmarks.client.WebSocketEvents;
import io.chats.testing.age.SeededChats.SeededChat;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The users of chats on one node, and the other participants of some of them on another one, who
 * write to them. Times are taken from before a message is posted, which is earlier than its commit.
 * Used by one thread.
 */
public final class CrossDelivery implements AutoCloseable {

  private static final Duration CONNECTING = Duration.ofSeconds(60);
  private static final String TAG = "\"clientMessageId\":\"";

  private final EventLoop loop = new EventLoop();
  private final String run = "d" + Long.toString(System.nanoTime(), 36) + "-";
  private final List<LightWebSocketClient> all = new ArrayList<>();
  private final List<Writer> writers = new ArrayList<>();

  /** By client message id, the time of those that have not arrived. */
  private final Map<String, Long> underWay = new HashMap<>();

  private long slowestNanos;
  private int next;

  /**
   * Connects them; returns when all are connected.
   *
   * @param writing the number of chats, from the first on, whose other participant writes
   */
  public static CrossDelivery connect(URI readers, URI writers, List<SeededChat> chats, int writing)
      throws IOException {
    CrossDelivery delivery = new CrossDelivery();
    for (SeededChat chat : chats) {
      delivery.connect(readers, chat.user(), delivery::arrived);
    }
    for (SeededChat chat : chats.subList(0, writing)) {
      LightWebSocketClient client = delivery.connect(writers, chat.partner(), text -> {});
      delivery.writers.add(new Writer(chat.chat(), client));
    }
    if (!delivery.loop.await(delivery::allOpen, CONNECTING)) {
      throw new IOException("not all were let in");
    }
    return delivery;
  }

  private CrossDelivery() throws IOException {}

  /** Every writer posts a message; returns when all have arrived, or the time is over. */
  public void round(Duration limit) throws IOException {
    for (Writer writer : writers) {
      String id = run + next++;
      expect(id);
      writer.post(id);
    }
    await(limit);
  }

  /** Expects a message that somebody else posts now to one of the readers. */
  public void expect(String clientMessageId) {
    underWay.put(clientMessageId, System.nanoTime());
  }

  /** Returns when all have arrived that are expected, or the time is over. */
  public void await(Duration limit) throws IOException {
    loop.await(underWay::isEmpty, limit);
  }

  /**
   * Returns the longest time since this was last asked, in seconds; for those that have not arrived
   * the time until now. These are expected no longer.
   */
  public double takeSlowestSeconds() {
    long now = System.nanoTime();
    underWay.values().forEach(since -> slowestNanos = Math.max(slowestNanos, now - since));
    underWay.clear();
    double seconds = slowestNanos / 1e9;
    slowestNanos = 0;
    return seconds;
  }

  private void arrived(String text) {
    for (int at = text.indexOf(TAG); at >= 0; at = text.indexOf(TAG, at + 1)) {
      int from = at + TAG.length();
      Long since = underWay.remove(text.substring(from, text.indexOf('"', from)));
      if (since != null) {
        slowestNanos = Math.max(slowestNanos, System.nanoTime() - since);
      }
    }
  }

  private LightWebSocketClient connect(URI server, long user, WebSocketEvents events)
      throws IOException {
    URI uri = URI.create(server + "?token=u" + user);
    LightWebSocketClient client = LightWebSocketClient.connect(loop, uri, events);
    all.add(client);
    loop.turn(0);
    return client;
  }

  private boolean allOpen() {
    return all.stream().allMatch(LightWebSocketClient::isOpen);
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }

  private record Writer(long chat, LightWebSocketClient client) {

    void post(String id) {
      client.send(
          "{\"type\":\"message\",\"data\":{\"messages\":[{\"chatId\":%d,\"clientMessageId\":\"%s\",\"type\":\"message\",\"text\":\"Hello\"}]}}"
              .formatted(chat, id));
    }
  }
}
