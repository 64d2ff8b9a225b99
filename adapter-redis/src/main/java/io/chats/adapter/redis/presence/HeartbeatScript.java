package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Renews the lease of a node, and says how Redis sees it. */
final class HeartbeatScript {

  private final PresenceScript script;
  private final PresenceSettings settings;

  HeartbeatScript(RedisConnection redis, PresenceSettings settings) {
    this.script = new PresenceScript(redis, settings, "heartbeat");
    this.settings = settings;
  }

  /**
   * Empty when Redis could not be asked.
   *
   * @param isNew whether the node may not have been enlisted yet
   */
  Optional<Pulse> beat(String node, boolean isNew) {
    String lease = PresenceScript.millis(settings.lease());
    return script.run(Stream.of(node, lease, isNew ? "1" : "0")).map(HeartbeatScript::pulse);
  }

  private static Pulse pulse(Object reply) {
    List<?> fields = ScriptReplies.list(reply);
    return new Pulse((Long) fields.get(0) == 1, (Long) fields.get(1), (String) fields.get(2));
  }

  /**
   * How Redis sees a node.
   *
   * @param enlisted false when its users were taken over, or Redis has lost its data
   * @param users how many it has
   * @param origin another one whenever Redis has lost its data
   */
  record Pulse(boolean enlisted, long users, String origin) {}
}
