package io.chats.launcher.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import java.util.Optional;

/**
 * Profiles in memory. A client has one for each order, since the order names the patient; any other
 * user has one for all orders (spec 5). Blocks only as the next cache does.
 */
public final class CaffeineProfileCache extends LocalCache<UserDirectory.Key, Optional<Profile>>
    implements ProfileCache {

  public CaffeineProfileCache(CacheBounds bounds) {
    this(bounds, BackingCache.none(), Ticker.systemTicker());
  }

  /**
   * @param next the cache behind: asked for what is not in memory, and given what is put
   */
  public CaffeineProfileCache(CacheBounds bounds, ProfileCache next) {
    this(bounds, new BackingCache<>(next::get, next::put), Ticker.systemTicker());
  }

  CaffeineProfileCache(
      CacheBounds bounds, BackingCache<UserDirectory.Key, Optional<Profile>> next, Ticker ticker) {
    super(bounds, Identity::of, Optional::isEmpty, next, ticker);
  }

  /** Equal for keys that share a profile. */
  private record Identity(UserId user, UserType type, Optional<OrderId> order) {

    static Identity of(UserDirectory.Key key) {
      return new Identity(
          key.user(),
          key.type(),
          Optional.of(key.order()).filter(order -> key.type() == UserType.CLIENT));
    }
  }
}
