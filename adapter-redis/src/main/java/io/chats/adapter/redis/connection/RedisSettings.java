package io.chats.adapter.redis.connection;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The address of Redis, and the bounds of what it may cost a caller.
 *
 * @param port 1 to 65535
 * @param timeout for connecting, and again for each reply; at least a millisecond
 * @param connections the number that may be in use at the same time; at least 1
 * @param longestPause between attempts to reach Redis while it is away; at least 100 ms
 */
public record RedisSettings(
    String host,
    int port,
    Optional<String> password,
    Duration timeout,
    int connections,
    Duration longestPause) {

  static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofMillis(100);
  private static final int CONNECTIONS = 16;

  public RedisSettings {
    Objects.requireNonNull(host);
    Objects.requireNonNull(password);
    require(port >= 1 && port <= 65535, "port is 1 to 65535");
    require(timeout.toMillis() >= 1, "timeout is at least a millisecond");
    require(connections >= 1, "connections is at least 1");
    require(longestPause.compareTo(FIRST_PAUSE) >= 0, "longestPause is at least 100 ms");
  }

  /** Settings with a time-out of 100 ms and 16 connections. */
  public static RedisSettings of(
      String host, int port, Optional<String> password, Duration longestPause) {
    return new RedisSettings(host, port, password, TIMEOUT, CONNECTIONS, longestPause);
  }

  /** The address without the password. */
  @Override
  public String toString() {
    return host + ":" + port;
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(expected);
    }
  }
}
