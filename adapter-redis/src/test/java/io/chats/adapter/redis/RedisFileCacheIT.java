package io.chats.adapter.redis;

import io.chats.domain.port.FileCache;
import io.chats.testing.contract.FileCacheContract;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisFileCacheIT extends FileCacheContract {

  @RegisterExtension static final KitRedis REDIS = new KitRedis();

  @Override
  protected FileCache emptyCache() {
    return new RedisFileCache(REDIS.emptied(), lifetime());
  }

  @Override
  protected void pass(Duration time) {
    REDIS.pass(time);
  }
}
