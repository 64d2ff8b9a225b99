package io.chats.application.inprocess;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The presence registry of a single node. Never blocks. It remembers since when the last 100,000
 * users have been offline; older ones count as never seen, as all users do after a restart.
 */
public final class InProcessPresenceRegistry implements PresenceRegistry {

  private static final int MAX_OFFLINE = 100_000;

  private final Clock clock;
  private final Set<UserId> online = new HashSet<>();
  private final Map<UserId, Instant> departures = new LinkedHashMap<>();
  private final SequencedMap<UserId, Instant> offline = new LinkedHashMap<>();

  /**
   * @param clock must not be set: it measures for how long users have been away
   */
  public InProcessPresenceRegistry(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Map<UserId, Presence> arrived(Collection<UserId> users) {
    Map<UserId, Presence> before = of(users);
    online.addAll(users);
    before.keySet().forEach(departures::remove);
    return before;
  }

  @Override
  public synchronized Map<UserId, Presence> left(Collection<UserId> users) {
    users.stream().filter(online::remove).forEach(this::depart);
    return of(users);
  }

  @Override
  public synchronized Map<UserId, Presence> of(Collection<UserId> users) {
    Map<UserId, Presence> found = new HashMap<>();
    users.forEach(
        user -> found.put(user, online.contains(user) ? Presence.ONLINE : Presence.OFFLINE));
    return found;
  }

  @Override
  public synchronized Map<UserId, Duration> offlineFor(Collection<UserId> users) {
    Instant now = clock.instant();
    return users.stream()
        .distinct()
        .filter(user -> !online.contains(user) && offline.containsKey(user))
        .collect(
            Collectors.toUnmodifiableMap(
                Function.identity(), user -> between(offline.get(user), now)));
  }

  /** Never negative, though the clock may have been set back meanwhile. */
  private static Duration between(Instant since, Instant now) {
    return since.isBefore(now) ? Duration.between(since, now) : Duration.ZERO;
  }

  /** Returns no changes: every change is the answer to a call. */
  @Override
  public Changes takeChanges(int most) {
    return Changes.NONE;
  }

  @Override
  public synchronized List<UserId> takeAbsent(Duration atLeast, int most) {
    Instant latest = clock.instant().minus(atLeast);
    List<UserId> taken =
        departures.entrySet().stream()
            .limit(most)
            .takeWhile(departure -> !departure.getValue().isAfter(latest))
            .map(Map.Entry::getKey)
            .toList();
    taken.forEach(departures::remove);
    return taken;
  }

  private void depart(UserId user) {
    Instant now = clock.instant();
    offline.putLast(user, now);
    if (offline.size() > MAX_OFFLINE) {
      offline.pollFirstEntry();
    }
    if (departures.size() < MAX_OFFLINE) {
      departures.put(user, now);
    }
  }
}
