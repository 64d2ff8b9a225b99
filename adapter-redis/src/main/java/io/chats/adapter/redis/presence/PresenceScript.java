package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.adapter.redis.connection.RedisKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** A script over the keys of an installation: a resource, after what all of them begin with. */
final class PresenceScript {

  private static final Duration KEPT = Duration.ofDays(30);

  private final RedisConnection redis;
  private final String source;
  private final String digest;
  private final List<String> keys;
  private final List<String> common;

  /**
   * @param name of the resource, without its extension
   */
  PresenceScript(RedisConnection redis, PresenceSettings settings, String name) {
    this.redis = redis;
    this.source = read("prelude") + read(name);
    this.digest = digest(source);
    String prefix = RedisKeys.PREFIX + "presence:" + settings.installation() + ":";
    this.keys = List.of(prefix + "state", prefix + "nodes", prefix + "departures");
    this.common =
        List.of(prefix, millis(settings.settling()), millis(settings.longestGap()), millis(KEPT));
  }

  /** Runs it; empty when that failed, in which case it may have run all the same. */
  Optional<Object> run(Stream<?> arguments) {
    List<String> all = Stream.concat(common.stream(), arguments.map(String::valueOf)).toList();
    return redis.call(client -> run(client, all));
  }

  static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private Object run(RedisClient client, List<String> arguments) {
    try {
      return client.evalsha(digest, keys, arguments);
    } catch (JedisNoScriptException newOrRestarted) {
      return client.eval(source, keys, arguments);
    }
  }

  private static String read(String name) {
    try (InputStream in = PresenceScript.class.getResourceAsStream(name + ".lua")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1"); // Redis's name for the script
      return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
