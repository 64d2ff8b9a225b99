package io.chats.testing.inmemory;

import static java.util.stream.Collectors.toMap;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A presence registry that nodes share, and that tests can make unavailable. */
public final class InMemoryPresence {

  private final Clock clock;
  private final Runnable blocking;
  private final Map<UserId, Set<Node>> here = new HashMap<>();
  private final Set<UserId> untold = new LinkedHashSet<>();
  private final Map<UserId, Instant> gone = new HashMap<>();
  private final Map<UserId, Instant> departures = new LinkedHashMap<>();
  private final List<Integer> calls = new ArrayList<>();
  private volatile boolean away;
  private volatile Runnable afterLookUp = () -> {};

  /**
   * Creates a registry without nodes.
   *
   * @param blocking runs in each call, where it would block
   */
  public InMemoryPresence(Clock clock, Runnable blocking) {
    this.clock = clock;
    this.blocking = blocking;
  }

  public PresenceRegistry newNode() {
    return new Node();
  }

  public void setAway(boolean isAway) {
    away = isAway;
  }

  /** Runs an action once, right after the next look-up was answered. */
  public void afterLookUp(Runnable interruption) {
    afterLookUp = interruption;
  }

  /** Makes the reports of a node void, as when its lease has expired. */
  public synchronized void kill(PresenceRegistry node) {
    for (UserId user : online()) {
      here.get(user).remove((Node) node);
      forgetIfNowhere(user);
    }
  }

  /** The users who are online on any node. */
  public synchronized Set<UserId> online() {
    return Set.copyOf(here.keySet());
  }

  /** The number of users in each report, in order. */
  public synchronized List<Integer> reports() {
    return List.copyOf(calls);
  }

  private void forgetIfNowhere(UserId user) {
    if (here.get(user).isEmpty()) {
      here.remove(user);
      untold.add(user);
    }
  }

  private synchronized Presence of(UserId user, Node asker) {
    Set<Node> nodes = here.getOrDefault(user, Set.of());
    if (away) {
      return nodes.contains(asker) ? Presence.ONLINE : Presence.UNKNOWN;
    }
    return nodes.isEmpty() ? Presence.OFFLINE : Presence.ONLINE;
  }

  private synchronized Presence arrive(UserId user, Node node) {
    Presence before = untold.remove(user) ? Presence.ONLINE : of(user, node);
    if (!here.computeIfAbsent(user, u -> new HashSet<>()).add(node)) {
      throw new AssertionError("user " + user + " has arrived before");
    }
    departures.remove(user);
    return away ? Presence.UNKNOWN : before;
  }

  private synchronized Presence leave(UserId user, Node node) {
    Set<Node> nodes = here.getOrDefault(user, new HashSet<>());
    if (!nodes.remove(node)) {
      throw new AssertionError("user " + user + " was not there");
    }
    forgetIfNowhere(user);
    if (!away && untold.remove(user)) {
      depart(user);
    }
    return of(user, node);
  }

  private void depart(UserId user) {
    gone.put(user, clock.instant());
    departures.put(user, clock.instant());
  }

  private synchronized List<UserId> takeUntold(int most) {
    List<UserId> taken = untold.stream().limit(away ? 0 : most).toList();
    taken.forEach(untold::remove);
    taken.forEach(this::depart);
    return taken;
  }

  private synchronized List<UserId> takeDepartures(Instant before, int most) {
    List<UserId> taken =
        departures.keySet().stream()
            .filter(user -> !departures.get(user).isAfter(before))
            .limit(away ? 0 : most)
            .toList();
    taken.forEach(departures::remove);
    return taken;
  }

  private synchronized Map<UserId, Instant> goneSince(Collection<UserId> users, Node asker) {
    return users.stream()
        .filter(user -> of(user, asker) == Presence.OFFLINE && gone.containsKey(user))
        .collect(toMap(Function.identity(), gone::get));
  }

  private synchronized void count(Collection<UserId> users) {
    calls.add(users.size());
  }

  private final class Node implements PresenceRegistry {

    @Override
    public Map<UserId, Presence> arrived(Collection<UserId> users) {
      blocking.run();
      count(users);
      return users.stream().collect(toMap(Function.identity(), user -> arrive(user, this)));
    }

    @Override
    public Map<UserId, Presence> left(Collection<UserId> users) {
      blocking.run();
      count(users);
      return users.stream().collect(toMap(Function.identity(), user -> leave(user, this)));
    }

    @Override
    public Map<UserId, Presence> of(Collection<UserId> users) {
      blocking.run();
      Map<UserId, Presence> found =
          users.stream()
              .distinct()
              .collect(toMap(Function.identity(), user -> InMemoryPresence.this.of(user, this)));
      Runnable interruption = afterLookUp;
      afterLookUp = () -> {};
      interruption.run();
      return found;
    }

    @Override
    public Map<UserId, Duration> offlineFor(Collection<UserId> users) {
      blocking.run();
      Instant now = clock.instant();
      Map<UserId, Duration> away = new HashMap<>();
      goneSince(users, this).forEach((user, at) -> away.put(user, Duration.between(at, now)));
      return away;
    }

    @Override
    public Changes takeChanges(int most) {
      blocking.run();
      List<UserId> offline = takeUntold(most);
      return new Changes(List.of(), offline, offline.size() == most);
    }

    @Override
    public List<UserId> takeAbsent(Duration atLeast, int most) {
      blocking.run();
      return takeDepartures(clock.instant().minus(atLeast), most);
    }
  }
}
