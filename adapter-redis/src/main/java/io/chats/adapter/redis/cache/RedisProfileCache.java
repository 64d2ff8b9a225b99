package io.chats.adapter.redis.cache;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.model.Profile;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Profiles in Redis, shared by all nodes. A client's is kept for each order, since the order names
 * the patient; that of anyone else is the same for all orders (spec 5) and kept once.
 *
 * <p>Owns the keys {@code chats:v1:profile:client:USER:ORDER} and {@code
 * chats:v1:profile:TYPE:USER}: strings that live for {@code REDIS_TTL}, JSON {@code {"u": user,
 * "f": first name, "l": last name, "m": middle name, "p": photo}}; or for 5 s, {@code null}, when
 * the profile could not be had.
 */
public final class RedisProfileCache implements ProfileCache {

  private final RedisCache<UserDirectory.Key, Optional<Profile>> profiles;

  /**
   * @param lifetime of a profile; at least a millisecond
   */
  public RedisProfileCache(RedisConnection redis, Duration lifetime) {
    profiles = new RedisCache<>(redis, new ProfileCodec(Lifetimes.of(lifetime)));
  }

  @Override
  public Map<UserDirectory.Key, Optional<Profile>> get(Set<UserDirectory.Key> users) {
    return profiles.get(users);
  }

  @Override
  public void put(Map<UserDirectory.Key, Optional<Profile>> known) {
    profiles.put(known);
  }
}
