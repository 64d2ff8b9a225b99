package io.chats.application.presence;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes of presence that are still to be announced, oldest first. Two opposite changes of the
 * same user cancel each other. Safe for use by any thread.
 */
final class PendingPresenceChanges {

  /** More are dropped: a change of presence is announced at most once. */
  private static final int MAX = 100_000;

  private final Map<UserId, Presence> waiting = new LinkedHashMap<>();

  synchronized void add(Collection<UserId> users, Presence now) {
    for (UserId user : users) {
      Presence before = waiting.get(user);
      if (before == null && waiting.size() < MAX) {
        waiting.put(user, now);
      } else if (before != null && before != now) {
        waiting.remove(user);
      }
    }
  }

  synchronized Map<UserId, Presence> take(int max) {
    Map<UserId, Presence> taken = new LinkedHashMap<>();
    waiting.entrySet().stream()
        .limit(max)
        .forEach(entry -> taken.put(entry.getKey(), entry.getValue()));
    waiting.keySet().removeAll(taken.keySet());
    return taken;
  }

  /** Puts changes back that could not be announced; changes that came meanwhile are newer. */
  synchronized void putBack(Map<UserId, Presence> users) {
    users.forEach((user, now) -> {
      if (waiting.containsKey(user)) {
        waiting.remove(user, now == Presence.ONLINE ? Presence.OFFLINE : Presence.ONLINE);
      } else if (waiting.size() < MAX) {
        waiting.put(user, now);
      }
    });
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }
}
