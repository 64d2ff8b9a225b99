package io.chats.launcher.inprocess;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Presence as one node of several knows it by itself: its own users are online, all others may be
 * anywhere. Never blocks.
 */
public final class OneNodePresenceRegistry implements PresenceRegistry {

  private final Set<UserId> here = ConcurrentHashMap.newKeySet();

  @Override
  public Presence arrived(UserId user) {
    return here.add(user) ? Presence.UNKNOWN : Presence.ONLINE;
  }

  @Override
  public Presence left(UserId user) {
    here.remove(user);
    return Presence.UNKNOWN;
  }

  @Override
  public Map<UserId, Presence> of(Collection<UserId> users) {
    return users.stream()
        .distinct()
        .collect(Collectors.toUnmodifiableMap(Function.identity(), this::of));
  }

  @Override
  public Optional<Instant> offlineSince(UserId user) {
    return Optional.empty();
  }

  private Presence of(UserId user) {
    return here.contains(user) ? Presence.ONLINE : Presence.UNKNOWN;
  }
}
