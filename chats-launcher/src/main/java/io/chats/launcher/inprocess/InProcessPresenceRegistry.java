package io.chats.launcher.inprocess;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who has a session, where there is one node. Never blocks. Since when users have been gone is
 * remembered of the latest 100,000; the others count as never seen, as all do after a restart.
 */
public final class InProcessPresenceRegistry implements PresenceRegistry {

  private static final int MOST_GONE = 100_000;

  private final Clock clock;
  private final Set<UserId> online = ConcurrentHashMap.newKeySet();
  private final Cache<UserId, Instant> gone =
      Caffeine.newBuilder().maximumSize(MOST_GONE).executor(Runnable::run).build();

  public InProcessPresenceRegistry(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Presence arrived(UserId user) {
    return online.add(user) ? Presence.OFFLINE : Presence.ONLINE;
  }

  @Override
  public Presence left(UserId user) {
    if (online.contains(user)) {
      gone.put(user, clock.instant()); // first, so that nobody is neither here nor gone
      online.remove(user);
    }
    return Presence.OFFLINE;
  }

  @Override
  public Map<UserId, Presence> of(Collection<UserId> users) {
    return new HashSet<>(users)
        .stream().collect(Collectors.toUnmodifiableMap(Function.identity(), this::of));
  }

  @Override
  public Optional<Instant> offlineSince(UserId user) {
    return online.contains(user) ? Optional.empty() : Optional.ofNullable(gone.getIfPresent(user));
  }

  private Presence of(UserId user) {
    return online.contains(user) ? Presence.ONLINE : Presence.OFFLINE;
  }
}
