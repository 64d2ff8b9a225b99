package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.id.UserId;
import java.util.List;
import java.util.stream.Stream;

/** Takes users over from nodes that have died or stopped. */
final class TakeoverScript {

  private final PresenceScript script;

  TakeoverScript(RedisConnection redis, PresenceSettings settings) {
    this.script = new PresenceScript(redis, settings, "takeover");
  }

  /** Those who have no session anywhere; nobody when Redis could not be asked. */
  Taken run(int most) {
    return script.run(Stream.of(most)).map(TakeoverScript::taken).orElse(Taken.NOTHING);
  }

  private static Taken taken(Object reply) {
    List<?> fields = ScriptReplies.list(reply);
    return new Taken(
        ScriptReplies.users(fields.subList(1, fields.size())), (Long) fields.getFirst() == 1);
  }

  /**
   * Users who were taken over.
   *
   * @param more whether there are more to take
   */
  record Taken(List<UserId> users, boolean more) {
    static final Taken NOTHING = new Taken(List.of(), false);
  }
}
