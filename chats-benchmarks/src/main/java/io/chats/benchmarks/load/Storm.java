package io.chats.benchmarks.load;

import io.chats.benchmarks.wire.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many users who come at once, each with a {@code sync} of all its chats. */
public final class Storm implements AutoCloseable {

  private final EventLoop loop = new EventLoop();
  private final List<Returning> users = new ArrayList<>();

  public Storm() throws IOException {}

  /**
   * @param chats in which it has seen all so far, up to the first message
   */
  public void add(URI server, long user, List<Long> chats) {
    StringBuilder sync = new StringBuilder("{\"type\":\"sync\",\"data\":{\"chats\":[");
    for (long chat : chats) {
      sync.append(sync.charAt(sync.length() - 1) == '[' ? "" : ",")
          .append("{\"chatId\":")
          .append(chat)
          .append(",\"seq\":0}");
    }
    users.add(new Returning(loop, server, user, sync.append("]}}").toString()));
  }

  /** All come; returns how long it took until each was synced. */
  public Duration awaitCalm(Duration limit) throws IOException {
    long start = System.nanoTime();
    while (!users.stream().allMatch(Returning::isSynced)) {
      long now = System.nanoTime();
      if (now - start > limit.toNanos()) {
        throw new IOException(
            users.stream().filter(u -> !u.isSynced()).count() + " are not synced");
      }
      for (Returning user : users) {
        user.comeIfDue(now);
      }
      loop.turn(1);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** How often anyone was not let in at first. */
  public long refusals() {
    return users.stream().mapToLong(Returning::refusals).sum();
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }
}
