package io.chats.launcher.cache;

import io.chats.domain.port.ChatCache;
import io.chats.domain.port.FileCache;
import io.chats.domain.port.ProfileCache;
import io.chats.testing.contract.ChatCacheContract;
import io.chats.testing.contract.FileCacheContract;
import io.chats.testing.contract.ProfileCacheContract;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** A small cache in memory before a large one keeps the contract of the large one. */
class TwoCachesTest {

  private static final CacheBounds NEAR = new CacheBounds(Duration.ofSeconds(1), 10);
  private static final CacheBounds FAR = new CacheBounds(Duration.ofHours(2), 10_000);

  private final ManualTicker ticker = new ManualTicker();

  @Nested
  class OfProfiles extends ProfileCacheContract {

    @Override
    protected ProfileCache emptyCache() {
      ProfileCache far = new CaffeineProfileCache(FAR, LocalCache.BackingCache.none(), ticker);
      return new CaffeineProfileCache(
          NEAR, new LocalCache.BackingCache<>(far::get, far::put), ticker);
    }

    @Override
    protected void pass(Duration time) {
      ticker.pass(time);
    }
  }

  @Nested
  class OfFiles extends FileCacheContract {

    @Override
    protected FileCache emptyCache() {
      FileCache far = new CaffeineFileCache(FAR, LocalCache.BackingCache.none(), ticker);
      return new CaffeineFileCache(NEAR, new LocalCache.BackingCache<>(far::get, far::put), ticker);
    }

    @Override
    protected void pass(Duration time) {
      ticker.pass(time);
    }
  }

  @Nested
  class OfChats extends ChatCacheContract {

    @Override
    protected ChatCache emptyCache() {
      ChatCache far = new CaffeineChatCache(FAR, LocalCache.BackingCache.none(), ticker);
      return new CaffeineChatCache(NEAR, CaffeineChatCache.behind(far), ticker);
    }

    @Override
    protected void pass(Duration time) {
      ticker.pass(time);
    }
  }
}
