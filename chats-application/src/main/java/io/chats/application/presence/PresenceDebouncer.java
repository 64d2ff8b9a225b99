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
 * Arrivals and departures that are still to be reported, oldest first. An arrival and a departure
 * of the same user cancel each other while neither was reported; they must alternate. Safe for use
 * by any thread.
 */
final class PresenceDebouncer {

  private final Set<UserId> arrivals = new LinkedHashSet<>();
  private final Map<UserId, Instant> departures = new LinkedHashMap<>();

  /** Adds an arrival; returns whether there is something to report. */
  synchronized boolean arrived(UserId user) {
    return departures.remove(user) == null && arrivals.add(user);
  }

  /**
   * Adds a departure; returns whether there is something to report.
   *
   * @param due the time from which it may be reported; not earlier than in earlier calls
   */
  synchronized boolean left(UserId user, Instant due) {
    if (arrivals.remove(user)) {
      return false;
    }
    departures.put(user, due);
    return true;
  }

  synchronized List<UserId> takeArrivals(int max) {
    List<UserId> taken = arrivals.stream().limit(max).toList();
    taken.forEach(arrivals::remove);
    return taken;
  }

  synchronized List<UserId> takeDepartures(Instant now, int max) {
    List<UserId> taken = new ArrayList<>();
    Iterator<Map.Entry<UserId, Instant>> next = departures.entrySet().iterator();
    while (next.hasNext() && taken.size() < max) {
      Map.Entry<UserId, Instant> entry = next.next();
      if (entry.getValue().isAfter(now)) {
        break;
      }
      taken.add(entry.getKey());
      next.remove();
    }
    return taken;
  }

  /** The time at which the next departure is to be reported. */
  synchronized Optional<Instant> nextDeparture() {
    return departures.values().stream().findFirst();
  }
}
