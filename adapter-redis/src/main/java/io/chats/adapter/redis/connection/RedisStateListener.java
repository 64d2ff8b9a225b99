package io.chats.adapter.redis.connection;

/**
 * Is told when Redis goes and comes back, in turns, beginning with the first time it is reached.
 * Called one at a time, by whichever thread noticed: must not block.
 */
@FunctionalInterface
public interface RedisStateListener {

  void changed(RedisState state);
}
