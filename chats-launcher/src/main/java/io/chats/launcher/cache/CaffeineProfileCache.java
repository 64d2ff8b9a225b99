package io.chats.launcher.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Profiles in memory. A client's is kept for each order, since the order names the patient; that of
 * anyone else is the same for all orders (spec 5) and kept once. Blocks only as the next cache
 * does.
 */
public final class CaffeineProfileCache implements ProfileCache {

  private final LocalCache<UserDirectory.Key, Optional<Profile>> profiles;

  public CaffeineProfileCache(CacheBounds bounds) {
    this(bounds, BackingCache.none(), Ticker.systemTicker());
  }

  /**
   * @param next asked for what is not remembered here, told what is put
   */
  public CaffeineProfileCache(CacheBounds bounds, ProfileCache next) {
    this(bounds, new BackingCache<>(next::get, next::put), Ticker.systemTicker());
  }

  CaffeineProfileCache(
      CacheBounds bounds, BackingCache<UserDirectory.Key, Optional<Profile>> next, Ticker ticker) {
    profiles = new LocalCache<>(bounds, Shown::of, Optional::isEmpty, next, ticker);
  }

  @Override
  public Map<UserDirectory.Key, Optional<Profile>> get(Set<UserDirectory.Key> users) {
    return profiles.get(users);
  }

  @Override
  public Map<UserDirectory.Key, Optional<Profile>> near(Set<UserDirectory.Key> users) {
    return profiles.near(users);
  }

  @Override
  public void put(Map<UserDirectory.Key, Optional<Profile>> known) {
    profiles.put(known);
  }

  /** Those who are shown alike. */
  private record Shown(UserId user, UserType type, Optional<OrderId> order) {

    static Shown of(UserDirectory.Key key) {
      return new Shown(
          key.user(),
          key.type(),
          Optional.of(key.order()).filter(order -> key.type() == UserType.CLIENT));
    }
  }
}
