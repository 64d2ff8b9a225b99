package io.chats.benchmarks.testbed;

import io.chats.testing.services.redis.PrivateRedis;
import java.util.Map;

/**
 * The things that the nodes of one installation share beside the servers of a {@link TestBed}: a
 * database, a topic, and a Redis of their own.
 */
public final class Installation implements AutoCloseable {

  private final String database;
  private final String topic;
  private final PrivateRedis redis = PrivateRedis.start();

  Installation(String database, String topic) {
    this.database = database;
    this.topic = topic;
  }

  /** The name of the database. */
  public String database() {
    return database;
  }

  /** The subject on which the nodes take requests. */
  public String topic() {
    return topic;
  }

  Map<String, String> environment() {
    return Map.of(
        "BUS_TOPIC",
        topic,
        "DB_NAME",
        database,
        "REDIS_HOST",
        redis.host(),
        "REDIS_PORT",
        Integer.toString(redis.port()));
  }

  @Override
  public void close() {
    redis.close();
  }
}
