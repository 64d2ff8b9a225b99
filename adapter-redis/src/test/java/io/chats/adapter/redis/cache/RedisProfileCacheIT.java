package io.chats.adapter.redis.cache;

import io.chats.adapter.redis.connection.SharedRedis;
import io.chats.domain.port.ProfileCache;
import io.chats.testing.contract.ProfileCacheContract;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisProfileCacheIT extends ProfileCacheContract {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  @Override
  protected ProfileCache emptyCache() {
    return new RedisProfileCache(REDIS.emptied(), "here", lifetime());
  }

  @Override
  protected void pass(Duration time) {
    REDIS.pass(time);
  }
}
