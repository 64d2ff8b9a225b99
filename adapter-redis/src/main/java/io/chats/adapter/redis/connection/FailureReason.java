package io.chats.adapter.redis.connection;

import redis.clients.jedis.exceptions.JedisAccessControlException;

/** Describes in one line why Redis could not be used. */
final class FailureReason {

  private FailureReason() {}

  /** A text for operators. It never holds the password, which a server might echo. */
  static String of(RuntimeException cause, RedisSettings settings) {
    String text = String.valueOf(cause.getMessage());
    String reason =
        cause instanceof JedisAccessControlException
            ? "it does not accept the password, or the lack of one (" + text + ")"
            : text;
    return settings
        .password()
        .filter(password -> !password.isEmpty())
        .map(password -> reason.replace(password, "***"))
        .orElse(reason);
  }
}
