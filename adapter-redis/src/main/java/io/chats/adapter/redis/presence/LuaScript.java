package io.chats.adapter.redis.presence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * A script that Redis runs by its digest, once it has been sent in full.
 *
 * @param digest the SHA-1 of the source, by which Redis knows the script
 */
record LuaScript(String source, String digest) {

  /** A resource of this package, after the definitions that all scripts share. */
  static LuaScript resource(String name) {
    String source = read("prelude") + read(name);
    return new LuaScript(source, digest(source));
  }

  Object run(RedisClient client, List<String> keys, List<String> arguments) {
    try {
      return client.evalsha(digest, keys, arguments);
    } catch (JedisNoScriptException newOrRestarted) {
      return client.eval(source, keys, arguments);
    }
  }

  private static String read(String name) {
    try (InputStream in = LuaScript.class.getResourceAsStream(name + ".lua")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
