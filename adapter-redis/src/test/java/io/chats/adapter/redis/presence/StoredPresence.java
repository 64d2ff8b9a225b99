package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.adapter.redis.connection.SharedRedis;
import io.chats.domain.id.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import redis.clients.jedis.RedisClient;

/** What a script finds in Redis, and what it leaves there. */
final class StoredPresence {

  static final long SECOND = 1000;
  static final long LEASE = 10 * SECOND;

  private static final String PREFIX = "chats:v1:presence:a.b:";

  final PresenceSettings settings =
      new PresenceSettings(
          "a.b",
          Duration.ofMillis(LEASE),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(20));
  final RedisConnection redis;
  private final RedisClient client;

  /** Nothing is there. */
  StoredPresence(SharedRedis kit) {
    redis = kit.emptied();
    client = kit.client();
  }

  static List<UserId> users(long... ids) {
    return LongStream.of(ids).mapToObj(UserId::new).toList();
  }

  static long now() {
    return System.currentTimeMillis();
  }

  /** Some node has always been heard of for so long, the last time just now. */
  StoredPresence heardFor(long time) {
    return state(now() - time, now());
  }

  StoredPresence state(long since, long beat) {
    Map<String, String> state =
        Map.of("origin", "o", "since", Long.toString(since), "beat", Long.toString(beat));
    client.hset(PREFIX + "state", state);
    return this;
  }

  /**
   * A node with these users.
   *
   * @param lease its end, relative to now
   */
  StoredPresence node(String name, long lease, long... users) {
    return nodeAt(name, now() + lease, users);
  }

  StoredPresence nodeAt(String name, long lease, long... users) {
    client.zadd(PREFIX + "nodes", (double) lease, name);
    LongStream.of(users).forEach(u -> client.sadd(PREFIX + "users:" + name, Long.toString(u)));
    return this;
  }

  StoredPresence departure(long user, long at) {
    client.zadd(PREFIX + "departures", (double) at, Long.toString(user));
    return this;
  }

  Set<String> usersOf(String node) {
    return client.smembers(PREFIX + "users:" + node);
  }

  /** The end of its lease; null without one. */
  Long lease(String node) {
    Double score = client.zscore(PREFIX + "nodes", node);
    return score == null ? null : (Long) Math.round(score);
  }

  List<String> departures() {
    return client.zrange(PREFIX + "departures", 0, -1);
  }

  /** Null if the user was never seen, or is there. */
  String gone(long user) {
    return client.get(PREFIX + "gone:" + user);
  }

  String state(String field) {
    return client.hget(PREFIX + "state", field);
  }

  /** Every key has a lifetime. */
  boolean keepsNothingForEver() {
    return client.keys("*").stream().allMatch(key -> client.pttl(key) > 0);
  }
}
