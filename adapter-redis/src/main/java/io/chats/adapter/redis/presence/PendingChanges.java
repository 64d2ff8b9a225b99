package io.chats.adapter.redis.presence;

import io.chats.domain.id.UserId;
import io.chats.domain.port.PresenceRegistry.Changes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Changes that Redis told this node of when nobody was waiting for its answer. Safe for use by any
 * thread.
 */
final class PendingChanges {

  /** More are forgotten: presence is told of at most once. */
  private static final int MOST = 100_000;

  private final Queue<UserId> online = new ArrayDeque<>();
  private final Queue<UserId> offline = new ArrayDeque<>();

  synchronized void online(UserId user) {
    add(online, user);
  }

  synchronized void offline(UserId user) {
    add(offline, user);
  }

  synchronized Changes take(int most) {
    List<UserId> came = take(online, most);
    List<UserId> went = take(offline, most - came.size());
    return new Changes(came, went, !online.isEmpty() || !offline.isEmpty());
  }

  private static void add(Queue<UserId> queue, UserId user) {
    if (queue.size() < MOST) {
      queue.add(user);
    }
  }

  private static List<UserId> take(Queue<UserId> queue, int most) {
    List<UserId> taken = new ArrayList<>();
    while (taken.size() < most && !queue.isEmpty()) {
      taken.add(queue.remove());
    }
    return taken;
  }
}
