package io.chats.adapter.redis.cache;

import io.chats.adapter.redis.connection.SharedRedis;
import io.chats.domain.port.ChatCache;
import io.chats.testing.contract.ChatCacheContract;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisChatCacheIT extends ChatCacheContract {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  @Override
  protected ChatCache emptyCache() {
    return new RedisChatCache(REDIS.emptied(), "here", lifetime());
  }

  @Override
  protected void pass(Duration time) {
    REDIS.pass(time);
  }
}
