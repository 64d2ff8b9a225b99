package io.chats.launcher.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import io.chats.testing.contract.ProfileCacheContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaffeineProfileCacheTest extends ProfileCacheContract {

  private final ManualTicker ticker = new ManualTicker();

  @Override
  protected ProfileCache emptyCache() {
    return new CaffeineProfileCache(
        new CacheBounds(lifetime(), 10_000), LocalCache.BackingCache.none(), ticker);
  }

  @Test
  void hasAtHandWhatIsInMemoryAndAsksNoOther() {
    UserDirectory.Key doctor =
        new UserDirectory.Key(new UserId(7), UserType.DOCTOR, new OrderId(1));
    List<Set<UserDirectory.Key>> asked = new ArrayList<>();
    ProfileCache cache =
        new CaffeineProfileCache(
            new CacheBounds(lifetime(), 10),
            new LocalCache.BackingCache<>(
                keys -> {
                  asked.add(keys);
                  return Map.of(doctor, Optional.of(Profile.nameless(doctor.user())));
                },
                added -> {}),
            ticker);
    assertThat(cache.near(Set.of(doctor))).isEmpty();
    assertThat(asked).isEmpty();
    assertThat(cache.get(Set.of(doctor))).isEqualTo(cache.near(Set.of(doctor))).hasSize(1);
    assertThat(asked).hasSize(1);
  }

  /** Each look-up is counted once, whichever way it goes. */
  @Test
  void countsWhatIsAtHand() {
    List<String> counted = new ArrayList<>();
    CacheBounds bounds =
        new CacheBounds(
            lifetime(),
            10,
            (hits, misses) -> counted.add(hits + "/" + misses),
            (hits, misses) -> {});
    ProfileCache cache = new CaffeineProfileCache(bounds, LocalCache.BackingCache.none(), ticker);
    UserDirectory.Key known = new UserDirectory.Key(new UserId(7), UserType.BOT, new OrderId(1));
    UserDirectory.Key other = new UserDirectory.Key(new UserId(8), UserType.BOT, new OrderId(1));
    cache.put(Map.of(known, Optional.empty()));
    assertThat(cache.near(Set.of(known))).hasSize(1);
    assertThat(cache.near(Set.of(known, other))).hasSize(1);
    assertThat(cache.get(Set.of(known, other))).hasSize(1);
    assertThat(counted).containsExactly("1/0", "1/1");
  }

  @Override
  protected void pass(Duration time) {
    ticker.pass(time);
  }
}
