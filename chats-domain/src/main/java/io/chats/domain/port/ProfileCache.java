package io.chats.domain.port;

import io.chats.domain.model.Profile;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers profiles, and for a few seconds that one could not be had. Shared by nodes where it can
 * be. Blocks, but for {@link #near}, for a bounded, short time; never throws: while the cache is
 * away it is empty.
 */
public interface ProfileCache {

  /**
   * What is remembered of these.
   *
   * @return an empty profile: it could not be had a moment ago; missing: nothing is remembered
   */
  Map<UserDirectory.Key, Optional<Profile>> get(Set<UserDirectory.Key> users);

  /**
   * As {@link #get}, of what is at hand in this process only: never blocks. Who misses one asks
   * {@link #get} for all.
   *
   * @return nothing where the cache is elsewhere
   */
  default Map<UserDirectory.Key, Optional<Profile>> near(Set<UserDirectory.Key> users) {
    return Map.of();
  }

  /** Remembers these; an empty profile only for a few seconds. */
  void put(Map<UserDirectory.Key, Optional<Profile>> profiles);
}
