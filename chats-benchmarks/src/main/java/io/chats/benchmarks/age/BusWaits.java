package io.chats.benchmarks.age;

import io.chats.benchmarks.client.EventLoop;
import io.chats.benchmarks.client.LightNatsClient;
import io.chats.testing.age.SeededChats.SeededChat;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * How long a service waits that asks about users, one at a time; medians in milliseconds, see
 * {@link Waits}. Used by one thread.
 */
public final class BusWaits implements AutoCloseable {

  /** The chats of a page. */
  public static final int COUNT = 20;

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern CHAT = Pattern.compile("\\{\"id\":(\\d+),\"status\":");

  private final EventLoop loop = new EventLoop();
  private final Waits waits = new Waits(loop);
  private final LightNatsClient nats;
  private final String topic;

  public BusWaits(URI bus, String topic) throws IOException {
    this.nats = new LightNatsClient(loop, bus);
    this.topic = topic;
  }

  /** {@code GET /chats/chat}. */
  public double chat(List<SeededChat> chats) throws IOException {
    return waits.median(
        chats,
        (chat, answer) -> {
          String body = "\"chat_id\":%d,\"user_id\":%d".formatted(chat.chat(), chat.user());
          get("/chats/chat", body, reply -> answer.arrived(isGood(reply)));
        });
  }

  /** {@code GET /chats/chats}, pages of 20. */
  public double pages(List<Page> pages) throws IOException {
    return waits.median(pages, (page, answer) -> get(page, reply -> answer.arrived(isGood(reply))));
  }

  /** The first page of each of these users. */
  public static List<Page> firstPages(List<Long> users) {
    return users.stream().map(user -> new Page(user, 0)).toList();
  }

  /**
   * A later page of each of these users, whose beginning is found page by page.
   *
   * @param number from 2
   */
  public List<Page> laterPages(List<Long> users, int number) throws IOException {
    List<Page> pages = firstPages(users);
    for (int i = 1; i < number; i++) {
      Map<Long, Page> next = new HashMap<>();
      pages.forEach(page -> get(page, reply -> next.put(page.user(), page.after(reply))));
      loop.await(() -> nats.outstanding() == 0, LIMIT);
      pages = new ArrayList<>(next.values());
    }
    return pages;
  }

  private void get(Page page, Consumer<String> onReply) {
    get("/chats/chats", page.body(), onReply);
  }

  private void get(String path, String body, Consumer<String> onReply) {
    nats.request(
        topic, "{\"method\":\"GET\",\"path\":\"%s\",\"body\":{%s}}".formatted(path, body), onReply);
  }

  private static boolean isGood(String reply) {
    return reply.startsWith("{\"data\"");
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }

  /**
   * A page of a user's chats.
   *
   * @param before the last chat of the page before; 0 for the first page
   */
  public record Page(long user, long before) {

    private String body() {
      String from = before == 0 ? "" : ",\"before_chat_id\":" + before;
      return "\"user_id\":%d,\"count\":%d%s".formatted(user, COUNT, from);
    }

    private Page after(String reply) {
      List<Long> chats =
          CHAT.matcher(reply).results().map(chat -> Long.parseLong(chat.group(1))).toList();
      if (chats.size() < COUNT) {
        throw new IllegalStateException("no full page: " + reply);
      }
      return new Page(user, chats.getLast());
    }
  }
}
