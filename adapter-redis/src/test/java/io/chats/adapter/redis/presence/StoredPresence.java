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

/** The keys of presence in Redis: sets them up for a script, and reads what the script left. */
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

  /** Starts with an empty Redis. */
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

  /** Heartbeats had no gap for this time, and the last one was just now. */
  StoredPresence withoutGapFor(long time) {
    return state(now() - time, now());
  }

  StoredPresence state(long since, long beat) {
    Map<String, String> state =
        Map.of("origin", "o", "since", Long.toString(since), "beat", Long.toString(beat));
    client.hset(PREFIX + "state", state);
    return this;
  }

  /**
   * Adds a node with users.
   *
   * @param lease the end of its lease, relative to now
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

  /** The end of the lease of a node; null without one. */
  Long lease(String node) {
    Double score = client.zscore(PREFIX + "nodes", node);
    return score == null ? null : (Long) Math.round(score);
  }

  List<String> departures() {
    return client.zrange(PREFIX + "departures", 0, -1);
  }

  /** The time by which a departure is sorted; null if there is none of that user. */
  Long departedAt(long user) {
    Double score = client.zscore(PREFIX + "departures", Long.toString(user));
    return score == null ? null : (Long) Math.round(score);
  }

  /** The time of departure; null if the user was never seen, or is online. */
  String gone(long user) {
    return client.get(PREFIX + "gone:" + user);
  }

  String state(String field) {
    return client.hget(PREFIX + "state", field);
  }

  /** Returns whether every key has a lifetime, of 30 days at most. */
  boolean everyKeyExpires() {
    long most = Duration.ofDays(30).toMillis();
    return client.keys("*").stream()
        .mapToLong(client::pttl)
        .allMatch(lifetime -> lifetime > 0 && lifetime <= most);
  }

  /** The keys without their common beginning. */
  List<String> keys() {
    return client.keys(PREFIX + "*").stream()
        .map(key -> key.substring(PREFIX.length()))
        .sorted()
        .toList();
  }
}
