package io.chats.adapter.redis.connection;

import redis.clients.jedis.exceptions.JedisAccessControlException;

/** Puts into one line why Redis could not be used. */
final class FailureReason {

  private FailureReason() {}

  /** For people; never with the password, which a server might echo. */
  static String of(RuntimeException cause, RedisSettings settings) {
    String text = String.valueOf(cause.getMessage());
    String said =
        cause instanceof JedisAccessControlException
            ? "it does not accept the password, or the lack of one (" + text + ")"
            : text;
    return settings.password().filter(p -> !p.isEmpty()).map(p -> mask(said, p)).orElse(said);
  }

  private static String mask(String text, String password) {
    return text.replace(password, "***");
  }
}
