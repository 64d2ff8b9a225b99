package io.chats.launcher.cache;

import io.chats.domain.port.FileCache;
import io.chats.testing.contract.FileCacheContract;
import java.time.Duration;

class CaffeineFileCacheTest extends FileCacheContract {

  private final ManualTicker ticker = new ManualTicker();

  @Override
  protected FileCache emptyCache() {
    return new CaffeineFileCache(
        new CacheBounds(lifetime(), 10_000), LocalCache.BackingCache.none(), ticker);
  }

  @Override
  protected void pass(Duration time) {
    ticker.pass(time);
  }
}
