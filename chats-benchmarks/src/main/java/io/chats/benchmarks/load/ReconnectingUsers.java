package io.chats.benchmarks.load;

import io.chats.benchmarks.client.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many users who connect at the same time, each with a {@code sync} of all its chats. */
public final class ReconnectingUsers implements AutoCloseable {

  private final EventLoop loop = new EventLoop();
  private final List<ReturningUser> users = new ArrayList<>();

  public ReconnectingUsers() throws IOException {}

  /**
   * Adds a user.
   *
   * @param chats of which the user has seen all up to the first message
   */
  public void add(URI server, long user, List<Long> chats) {
    StringBuilder sync = new StringBuilder("{\"type\":\"sync\",\"data\":{\"chats\":[");
    for (long chat : chats) {
      sync.append(sync.charAt(sync.length() - 1) == '[' ? "" : ",")
          .append("{\"chatId\":")
          .append(chat)
          .append(",\"seq\":0}");
    }
    users.add(new ReturningUser(loop, server, user, sync.append("]}}").toString()));
  }

  /** Connects all users and returns the time until each was synced. */
  public Duration awaitCalm(Duration limit) throws IOException {
    long start = System.nanoTime();
    while (!users.stream().allMatch(ReturningUser::isSynced)) {
      long now = System.nanoTime();
      if (now - start > limit.toNanos()) {
        throw new IOException(
            users.stream().filter(u -> !u.isSynced()).count() + " are not synced");
      }
      for (ReturningUser user : users) {
        user.comeIfDue(now);
      }
      loop.turn(1);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** The number of rejected connections. */
  public long refusals() {
    return users.stream().mapToLong(ReturningUser::refusals).sum();
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }
}
