package io.chats.application.presence;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who came online or went offline and has not been told of, oldest first; whoever did both has not
 * changed. Safe for use by any thread.
 */
final class PendingPresenceChanges {

  /** More are forgotten: presence is told of at most once. */
  private static final int MOST = 100_000;

  private final Map<UserId, Presence> waiting = new LinkedHashMap<>();

  synchronized void add(Collection<UserId> users, Presence now) {
    for (UserId user : users) {
      Presence before = waiting.get(user);
      if (before == null && waiting.size() < MOST) {
        waiting.put(user, now);
      } else if (before != null && before != now) {
        waiting.remove(user);
      }
    }
  }

  synchronized Map<UserId, Presence> take(int most) {
    Map<UserId, Presence> taken = new LinkedHashMap<>();
    waiting.entrySet().stream()
        .limit(most)
        .forEach(entry -> taken.put(entry.getKey(), entry.getValue()));
    waiting.keySet().removeAll(taken.keySet());
    return taken;
  }

  /** They could not be told of; what came meanwhile is newer. */
  synchronized void putBack(Map<UserId, Presence> users) {
    users.forEach((user, now) -> {
      if (waiting.containsKey(user)) {
        waiting.remove(user, now == Presence.ONLINE ? Presence.OFFLINE : Presence.ONLINE);
      } else if (waiting.size() < MOST) {
        waiting.put(user, now);
      }
    });
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }
}
