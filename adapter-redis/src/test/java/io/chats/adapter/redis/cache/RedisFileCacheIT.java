package io.chats.adapter.redis.cache;

import io.chats.adapter.redis.connection.SharedRedis;
import io.chats.domain.port.FileCache;
import io.chats.testing.contract.FileCacheContract;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisFileCacheIT extends FileCacheContract {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  @Override
  protected FileCache emptyCache() {
    return new RedisFileCache(REDIS.emptied(), "here", lifetime());
  }

  @Override
  protected void pass(Duration time) {
    REDIS.pass(time);
  }
}
