package io.chats.launcher.inprocess;

import io.chats.domain.port.ProfileCache;
import io.chats.testing.contract.ProfileCacheContract;
import java.time.Duration;

class CaffeineProfileCacheTest extends ProfileCacheContract {

  private final ManualTicker ticker = new ManualTicker();

  @Override
  protected ProfileCache emptyCache() {
    return new CaffeineProfileCache(new CacheBounds(lifetime(), 10_000), NextCache.none(), ticker);
  }

  @Override
  protected void pass(Duration time) {
    ticker.pass(time);
  }
}
