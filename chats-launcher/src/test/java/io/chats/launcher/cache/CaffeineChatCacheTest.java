package io.chats.launcher.cache;

import io.chats.domain.port.ChatCache;
import io.chats.testing.contract.ChatCacheContract;
import java.time.Duration;

class CaffeineChatCacheTest extends ChatCacheContract {

  private final ManualTicker ticker = new ManualTicker();

  @Override
  protected ChatCache emptyCache() {
    return new CaffeineChatCache(
        new CacheBounds(lifetime(), 10_000), LocalCache.BackingCache.none(), ticker);
  }

  @Override
  protected void pass(Duration time) {
    ticker.pass(time);
  }
}
