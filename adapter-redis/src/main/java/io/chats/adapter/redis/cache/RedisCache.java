package io.chats.adapter.redis.cache;

import io.chats.adapter.redis.connection.RedisConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/** Entries of one kind in Redis, read and written in one round trip each, however many. */
final class RedisCache<K, V> {

  private final RedisConnection redis;
  private final Codec<K, V> codec;

  RedisCache(RedisConnection redis, Codec<K, V> codec) {
    this.redis = redis;
    this.codec = codec;
  }

  /** Those that are there; what is there and none of ours is left out. */
  Map<K, V> get(Collection<K> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    List<K> asked = List.copyOf(keys);
    byte[][] names = asked.stream().map(this::name).toArray(byte[][]::new);
    List<byte[]> stored = redis.call(client -> client.mget(names)).orElse(List.of());
    Map<K, V> found = new HashMap<>();
    for (int i = 0; i < stored.size(); i++) {
      K key = asked.get(i);
      decode(key, stored.get(i)).ifPresent(value -> found.put(key, value));
    }
    return Map.copyOf(found);
  }

  /** Stores them, if Redis is there. */
  void put(Map<K, V> entries) {
    if (!entries.isEmpty()) {
      redis.call(client -> store(client, entries));
    }
  }

  private int store(RedisClient client, Map<K, V> entries) {
    try (Pipeline pipeline = client.pipelined()) {
      entries.forEach((key, value) -> pipeline.set(name(key), codec.encode(value), living(value)));
      List<Object> replies = pipeline.syncAndReturnAll();
      replies.forEach(RedisCache::requireStored);
      return replies.size();
    }
  }

  private static void requireStored(Object reply) {
    if (reply instanceof JedisDataException refusal) {
      throw refusal;
    }
  }

  private Optional<V> decode(K key, byte[] stored) {
    if (stored == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(codec.decode(key, stored));
    } catch (IOException | RuntimeException noneOfOurs) {
      return Optional.empty();
    }
  }

  private byte[] name(K key) {
    return codec.name(key).getBytes(StandardCharsets.UTF_8);
  }

  private SetParams living(V value) {
    return SetParams.setParams().px(codec.lifetime(value).toMillis());
  }
}
