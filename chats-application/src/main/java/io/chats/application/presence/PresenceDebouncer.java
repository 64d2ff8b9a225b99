package io.chats.application.presence;

import io.chats.domain.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose coming or going is still to be reported, oldest first; whoever goes and comes meanwhile, or
 * the other way round, is forgotten. Of one user the calls come in turns. Safe for use by any
 * thread.
 */
final class PresenceDebouncer {

  private final Set<UserId> coming = new LinkedHashSet<>();
  private final Map<UserId, Instant> going = new LinkedHashMap<>();

  /** Whether there is something to report. */
  synchronized boolean comes(UserId user) {
    return going.remove(user) == null && coming.add(user);
  }

  /**
   * Whether there is something to report.
   *
   * @param due when; not before those of earlier calls
   */
  synchronized boolean goes(UserId user, Instant due) {
    if (coming.remove(user)) {
      return false;
    }
    going.put(user, due);
    return true;
  }

  synchronized List<UserId> takeComing(int most) {
    List<UserId> taken = coming.stream().limit(most).toList();
    taken.forEach(coming::remove);
    return taken;
  }

  synchronized List<UserId> takeGoing(Instant now, int most) {
    List<UserId> taken = new ArrayList<>();
    Iterator<Map.Entry<UserId, Instant>> next = going.entrySet().iterator();
    while (next.hasNext() && taken.size() < most) {
      Map.Entry<UserId, Instant> entry = next.next();
      if (entry.getValue().isAfter(now)) {
        break;
      }
      taken.add(entry.getKey());
      next.remove();
    }
    return taken;
  }

  /** When the next departure is to be reported. */
  synchronized Optional<Instant> nextDeparture() {
    return going.values().stream().findFirst();
  }
}
