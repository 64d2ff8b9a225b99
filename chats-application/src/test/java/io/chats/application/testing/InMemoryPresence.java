package io.chats.application.testing;

import static java.util.stream.Collectors.toMap;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Knows who is there, for as long as it is not away. */
public final class InMemoryPresence {

  private final Runnable blocking;
  private final Map<UserId, Set<Node>> here = new HashMap<>();
  private volatile boolean away;

  /**
   * @param blocking called by whoever asks
   */
  public InMemoryPresence(Runnable blocking) {
    this.blocking = blocking;
  }

  public PresenceRegistry newNode() {
    return new Node();
  }

  public void setAway(boolean isAway) {
    away = isAway;
  }

  /** The users who are there, wherever. */
  public synchronized Set<UserId> online() {
    return Set.copyOf(here.keySet());
  }

  private synchronized Presence of(UserId user, Node asker) {
    Set<Node> nodes = here.getOrDefault(user, Set.of());
    if (away) {
      return nodes.contains(asker) ? Presence.ONLINE : Presence.UNKNOWN;
    }
    return nodes.isEmpty() ? Presence.OFFLINE : Presence.ONLINE;
  }

  private synchronized Presence arrive(UserId user, Node node) {
    Presence before = of(user, node);
    if (!here.computeIfAbsent(user, u -> new HashSet<>()).add(node)) {
      throw new AssertionError("user " + user + " has arrived before");
    }
    return before;
  }

  private synchronized Presence leave(UserId user, Node node) {
    Set<Node> nodes = here.getOrDefault(user, new HashSet<>());
    if (!nodes.remove(node)) {
      throw new AssertionError("user " + user + " was not there");
    }
    if (nodes.isEmpty()) {
      here.remove(user);
    }
    return of(user, node);
  }

  private final class Node implements PresenceRegistry {

    @Override
    public Presence arrived(UserId user) {
      blocking.run();
      return arrive(user, this);
    }

    @Override
    public Presence left(UserId user) {
      blocking.run();
      return leave(user, this);
    }

    @Override
    public Map<UserId, Presence> of(Collection<UserId> users) {
      blocking.run();
      return users.stream()
          .distinct()
          .collect(toMap(Function.identity(), user -> InMemoryPresence.this.of(user, this)));
    }

    @Override
    public Optional<Instant> offlineSince(UserId user) {
      return Optional.empty();
    }
  }
}
