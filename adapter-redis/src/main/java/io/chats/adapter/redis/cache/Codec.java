package io.chats.adapter.redis.cache;

import java.io.IOException;
import java.time.Duration;

/** How entries of one kind are kept in Redis. */
interface Codec<K, V> {

  /** The name of the Redis key; different for keys that do not share a value. */
  String name(K key);

  byte[] encode(V value);

  /**
   * Never null.
   *
   * @throws IOException or any RuntimeException if this is none of ours
   */
  V decode(K key, byte[] stored) throws IOException;

  /** At least a millisecond. */
  Duration lifetime(V value);
}
