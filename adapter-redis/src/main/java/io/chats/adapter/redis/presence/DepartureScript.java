package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes users of a node out. */
final class DepartureScript {

  private final PresenceScript script;

  DepartureScript(RedisConnection redis, PresenceSettings settings) {
    this.script = new PresenceScript(redis, settings, "departure");
  }

  /**
   * Returns what each is after; of nobody when Redis could not be asked, or the node is not
   * enlisted.
   */
  Map<UserId, Presence> run(String node, List<UserId> users) {
    return script
        .run(Stream.concat(Stream.of(node), users.stream()))
        .map(reply -> ScriptReplies.presences(users, reply))
        .orElse(Map.of());
  }
}
