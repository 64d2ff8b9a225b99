package io.chats.adapter.redis.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.adapter.redis.connection.RedisKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/**
 * Values of one kind in Redis. Any number of them is read, or written, in one round trip. Safe for
 * use by any thread; blocks and fails as {@link RedisConnection} does.
 */
abstract class RedisCache<K, V> {

  /** Failed lookups are remembered for this long (spec 5), unless answers live even shorter. */
  private static final Duration FAILURE_LIFETIME = Duration.ofSeconds(5);

  /** So strict that anything else under our keys is recognised. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private final RedisConnection redis;
  private final String prefix;
  private final Duration lifetime;

  /**
   * @param kind of the values
   * @param installation the name that separates installations which share a Redis
   * @param lifetime of values that are no failures; at least a millisecond
   */
  RedisCache(RedisConnection redis, String kind, String installation, Duration lifetime) {
    if (lifetime.toMillis() < 1) {
      throw new IllegalArgumentException("a lifetime is at least a millisecond");
    }
    this.redis = redis;
    this.prefix = RedisKeys.PREFIX + kind + ":" + installation + ":";
    this.lifetime = lifetime;
  }

  /** The end of the Redis key; different for any two keys that do not share a value. */
  abstract String redisKey(K key);

  abstract byte[] encode(V value);

  /**
   * Returns the value, never null.
   *
   * @throws IOException or any RuntimeException if the stored bytes are not in our format
   */
  abstract V decode(K key, byte[] stored) throws IOException;

  /** Returns whether the value says that a lookup failed, so that it is to be repeated soon. */
  abstract boolean isFailure(V value);

  static byte[] toJson(Object value) {
    try {
      // By way of a string: writing bytes would fail for half a surrogate pair in a user's name.
      return MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e); // cannot happen with the records written here
    }
  }

  /**
   * Returns the value, never null.
   *
   * @throws IOException if the JSON does not have exactly this shape
   */
  static <T> T fromJson(byte[] json, Class<T> type) throws IOException {
    T value = MAPPER.readValue(json, type);
    if (value == null) {
      throw new IOException("null");
    }
    return value;
  }

  /** The values that are stored; those in another format are left out. */
  final Map<K, V> read(Collection<K> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    List<K> asked = List.copyOf(keys);
    byte[][] names = asked.stream().map(this::name).toArray(byte[][]::new);
    List<byte[]> stored = redis.call(client -> client.mget(names)).orElse(List.of());
    Map<K, V> found = new HashMap<>();
    for (int i = 0; i < stored.size(); i++) {
      K key = asked.get(i);
      decoded(key, stored.get(i)).ifPresent(value -> found.put(key, value));
    }
    return Map.copyOf(found);
  }

  /** Stores values, if Redis is there. */
  final void write(Map<K, V> values) {
    if (!values.isEmpty()) {
      redis.call(client -> write(client, values));
    }
  }

  private int write(RedisClient client, Map<K, V> values) {
    try (Pipeline pipeline = client.pipelined()) {
      values.forEach((key, value) -> pipeline.set(name(key), encode(value), expiry(value)));
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

  private Optional<V> decoded(K key, byte[] stored) {
    if (stored == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(decode(key, stored));
    } catch (IOException | RuntimeException notOurFormat) {
      return Optional.empty();
    }
  }

  private byte[] name(K key) {
    return (prefix + redisKey(key)).getBytes(StandardCharsets.UTF_8);
  }

  private SetParams expiry(V value) {
    boolean soon = isFailure(value) && lifetime.compareTo(FAILURE_LIFETIME) > 0;
    return SetParams.setParams().px((soon ? FAILURE_LIFETIME : lifetime).toMillis());
  }
}
