package io.chats.adapter.redis.connection;

/** What the names of all keys share. */
public final class RedisKeys {

  /** The number is that of the format of keys and values. */
  public static final String PREFIX = "chats:v1:";

  private RedisKeys() {}
}
