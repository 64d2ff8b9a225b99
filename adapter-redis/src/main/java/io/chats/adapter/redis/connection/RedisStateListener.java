package io.chats.adapter.redis.connection;

/**
 * Is notified when Redis goes and comes back, alternately, beginning with the first time it is
 * reached. Called by one thread at a time, the one that noticed the change; must not block.
 */
@FunctionalInterface
public interface RedisStateListener {

  void changed(RedisState state);
}
