package io.chats.adapter.redis.presence;

import io.chats.domain.id.UserId;
import io.chats.domain.port.PresenceRegistry.Changes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Changes of presence that came to light when no caller waited for them, until they are taken. Safe
 * for use by any thread.
 */
final class PendingChanges {

  /** Further changes are dropped: a change of presence is reported at most once. */
  private static final int MAX_CHANGES = 100_000;

  private final Queue<UserId> online = new ArrayDeque<>();
  private final Queue<UserId> offline = new ArrayDeque<>();

  synchronized void online(UserId user) {
    add(online, user);
  }

  synchronized void offline(UserId user) {
    add(offline, user);
  }

  synchronized Changes take(int max) {
    List<UserId> arrived = take(online, max);
    List<UserId> left = take(offline, max - arrived.size());
    return new Changes(arrived, left, !online.isEmpty() || !offline.isEmpty());
  }

  private static void add(Queue<UserId> queue, UserId user) {
    if (queue.size() < MAX_CHANGES) {
      queue.add(user);
    }
  }

  private static List<UserId> take(Queue<UserId> queue, int max) {
    List<UserId> taken = new ArrayList<>();
    while (taken.size() < max && !queue.isEmpty()) {
      taken.add(queue.remove());
    }
    return taken;
  }
}
