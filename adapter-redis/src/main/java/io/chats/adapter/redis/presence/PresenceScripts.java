package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.adapter.redis.connection.RedisKeys;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * The Lua scripts over the presence of an installation, one method each. All results are empty when
 * Redis did not answer, in which case the script may have run all the same. Safe for use by any
 * thread; blocks as {@link RedisConnection#call} does.
 */
final class PresenceScripts {

  /** Redis does one thing at a time; with more users in a script, other calls would time out. */
  static final int MAX_USERS = 500;

  private static final Duration KEY_LIFETIME = Duration.ofDays(30);

  private static final LuaScript ABSENCE = LuaScript.resource("absence");
  private static final LuaScript ARRIVAL = LuaScript.resource("arrival");
  private static final LuaScript DEPARTURE = LuaScript.resource("departure");
  private static final LuaScript HEARTBEAT = LuaScript.resource("heartbeat");
  private static final LuaScript LOOKUP = LuaScript.resource("lookup");
  private static final LuaScript RETIREMENT = LuaScript.resource("retirement");
  private static final LuaScript TAKEOVER = LuaScript.resource("takeover");

  private final RedisConnection redis;
  private final String lease;
  private final List<String> keys;
  private final List<String> commonArguments;

  PresenceScripts(RedisConnection redis, PresenceSettings settings) {
    this.redis = redis;
    String prefix = RedisKeys.PREFIX + "presence:" + settings.installation() + ":";
    lease = millis(settings.lease());
    keys = List.of(prefix + "state", prefix + "nodes", prefix + "departures");
    commonArguments =
        List.of(
            prefix,
            millis(settings.settling()),
            millis(settings.longestGap()),
            millis(KEY_LIFETIME));
  }

  /**
   * How Redis sees a node.
   *
   * @param enlisted false when others took its users over, or Redis has lost its data
   * @param users the number of its users
   * @param origin another one whenever Redis has lost its data
   */
  record NodeStatus(boolean enlisted, long users, String origin) {

    private static NodeStatus of(Object reply) {
      List<?> fields = (List<?>) reply;
      return new NodeStatus(
          (Long) fields.get(0) == 1, (Long) fields.get(1), (String) fields.get(2));
    }
  }

  /**
   * Users who have no session any more.
   *
   * @param more whether there are more to take
   */
  record TakenUsers(List<UserId> users, boolean more) {
    static final TakenUsers NONE = new TakenUsers(List.of(), false);

    private static TakenUsers of(Object reply) {
      List<?> fields = (List<?>) reply;
      return new TakenUsers(
          PresenceScripts.users(fields.subList(1, fields.size())), (Long) fields.getFirst() == 1);
    }
  }

  /**
   * Renews the lease of a node.
   *
   * @param isNew whether the node may not have been enlisted yet
   */
  Optional<NodeStatus> heartbeat(String node, boolean isNew) {
    return run(HEARTBEAT, Stream.of(node, lease, isNew ? "1" : "0")).map(NodeStatus::of);
  }

  /** Ends a node's lease, so that others take its users over at once; false if it had none. */
  boolean retire(String node) {
    return run(RETIREMENT, Stream.of(node)).filter(enlisted -> (Long) enlisted == 1).isPresent();
  }

  /**
   * Adds users to a node; returns what each was before, nothing for a node that is not enlisted.
   */
  Map<UserId, Presence> arrive(String node, List<UserId> users) {
    return presences(users, list(ARRIVAL, Stream.concat(Stream.of(node), users.stream())));
  }

  /** Removes users from a node; returns what each is now, nothing for one that is not enlisted. */
  Map<UserId, Presence> leave(String node, List<UserId> users) {
    return presences(users, list(DEPARTURE, Stream.concat(Stream.of(node), users.stream())));
  }

  Map<UserId, Presence> presence(List<UserId> users) {
    return presences(users, list(LOOKUP, users.stream()));
  }

  /** For how long users have been offline; without those who are not, or were never seen. */
  Map<UserId, Duration> offlineFor(List<UserId> users) {
    Map<UserId, Duration> away = new HashMap<>();
    List<?> found = list(LOOKUP, users.stream());
    for (int i = 0; i < found.size(); i++) {
      UserId user = users.get(i);
      duration((String) found.get(i)).ifPresent(time -> away.put(user, time));
    }
    return away;
  }

  /** Takes users over from nodes that have died or stopped; returns those who are nowhere else. */
  TakenUsers takeOver(int max) {
    return run(TAKEOVER, Stream.of(max)).map(TakenUsers::of).orElse(TakenUsers.NONE);
  }

  /** Takes users who have been offline for some time, the longest absent first. */
  List<UserId> takeAbsent(Duration atLeast, int max) {
    return users(list(ABSENCE, Stream.of(millis(atLeast), max)));
  }

  private List<?> list(LuaScript script, Stream<?> arguments) {
    return run(script, arguments).<List<?>>map(reply -> (List<?>) reply).orElse(List.of());
  }

  private Optional<Object> run(LuaScript script, Stream<?> arguments) {
    List<String> all =
        Stream.concat(commonArguments.stream(), arguments.map(String::valueOf)).toList();
    return redis.call(client -> script.run(client, keys, all));
  }

  private static List<UserId> users(List<?> reply) {
    return reply.stream().map(id -> new UserId(Long.parseLong((String) id))).toList();
  }

  /** The reply names the presence of each user in turn, or is empty. */
  private static Map<UserId, Presence> presences(List<UserId> users, List<?> reply) {
    Map<UserId, Presence> presences = new HashMap<>();
    for (int i = 0; i < reply.size(); i++) {
      presences.put(users.get(i), presence((String) reply.get(i)));
    }
    return presences;
  }

  private static Presence presence(String name) {
    return switch (name) {
      case "online" -> Presence.ONLINE;
      case "unknown" -> Presence.UNKNOWN;
      default -> Presence.OFFLINE;
    };
  }

  private static Optional<Duration> duration(String found) {
    return switch (found) {
      case "online", "unknown", "" -> Optional.empty();
      default -> Optional.of(Duration.ofMillis(Long.parseLong(found)));
    };
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  /**
   * A script that Redis runs by its digest, once it has been sent in full.
   *
   * @param digest the SHA-1 of the source, by which Redis knows the script
   */
  private record LuaScript(String source, String digest) {

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
      try (InputStream in = PresenceScripts.class.getResourceAsStream(name + ".lua")) {
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
}
