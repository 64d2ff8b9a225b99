package io.chats.domain.port;

import io.chats.domain.model.Profile;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Caches profiles, and for a few seconds that one could not be loaded. Nodes share it where it can
 * be shared. Blocks, but for {@link #near}, for a bounded, short time; never throws: while the
 * cache is away it is empty.
 */
public interface ProfileCache {

  /**
   * The cached profiles of these users.
   *
   * @return an empty profile: it could not be loaded a moment ago; missing: nothing is cached
   */
  Map<UserDirectory.Key, Optional<Profile>> get(Set<UserDirectory.Key> users);

  /**
   * As {@link #get}, but only from the memory of this process: never blocks. A caller that misses
   * one asks {@link #get} for all.
   *
   * @return nothing where the cache is elsewhere
   */
  default Map<UserDirectory.Key, Optional<Profile>> near(Set<UserDirectory.Key> users) {
    return Map.of();
  }

  /** Caches these profiles; an empty one only for a few seconds. */
  void put(Map<UserDirectory.Key, Optional<Profile>> profiles);
}
