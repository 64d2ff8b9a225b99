package io.chats.adapter.redis.connection;

/**
 * The prefix of all keys. Its number is that of the format of keys and values: it rises with every
 * change that older nodes could not read, so that nodes of two releases can run side by side, each
 * with its own values. Every key has a lifetime; nothing has to be cleared.
 */
public final class RedisKeys {

  public static final String PREFIX = "chats:v1:";

  private RedisKeys() {}
}
