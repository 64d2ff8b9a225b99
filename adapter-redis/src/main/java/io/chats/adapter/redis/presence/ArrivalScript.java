package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Enters users of a node. */
final class ArrivalScript {

  private final PresenceScript script;

  ArrivalScript(RedisConnection redis, PresenceSettings settings) {
    this.script = new PresenceScript(redis, settings, "arrival");
  }

  /**
   * Returns what each was before; of nobody when Redis could not be asked, or the node is not
   * enlisted.
   */
  Map<UserId, Presence> run(String node, List<UserId> users) {
    return script
        .run(Stream.concat(Stream.of(node), users.stream()))
        .map(reply -> ScriptReplies.presences(users, reply))
        .orElse(Map.of());
  }
}
