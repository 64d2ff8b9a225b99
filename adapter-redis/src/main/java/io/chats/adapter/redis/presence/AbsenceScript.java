package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.id.UserId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Takes departures that lie back some time. */
final class AbsenceScript {

  private final PresenceScript script;

  AbsenceScript(RedisConnection redis, PresenceSettings settings) {
    this.script = new PresenceScript(redis, settings, "absence");
  }

  /** The longest gone first; nobody when Redis could not be asked. */
  List<UserId> run(Duration atLeast, int most) {
    return script
        .run(Stream.of(PresenceScript.millis(atLeast), most))
        .map(reply -> ScriptReplies.users(ScriptReplies.list(reply)))
        .orElse(List.of());
  }
}
