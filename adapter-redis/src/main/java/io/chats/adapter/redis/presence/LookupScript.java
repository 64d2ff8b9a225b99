package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up who is there, and since when the others are not. */
final class LookupScript {

  private final PresenceScript script;

  LookupScript(RedisConnection redis, PresenceSettings settings) {
    this.script = new PresenceScript(redis, settings, "lookup");
  }

  /** Of nobody when Redis could not be asked. */
  Map<UserId, Presence> presence(List<UserId> users) {
    return run(users).map(reply -> ScriptReplies.presences(users, reply)).orElse(Map.of());
  }

  /** Of those who are offline and were ever seen. */
  Map<UserId, Instant> offlineSince(List<UserId> users) {
    Map<UserId, Instant> since = new HashMap<>();
    List<?> found = run(users).<List<?>>map(ScriptReplies::list).orElse(List.of());
    for (int i = 0; i < found.size(); i++) {
      UserId user = users.get(i);
      instant((String) found.get(i)).ifPresent(at -> since.put(user, at));
    }
    return since;
  }

  private Optional<Object> run(List<UserId> users) {
    return script.run(users.stream());
  }

  private static Optional<Instant> instant(String found) {
    return switch (found) {
      case "online", "unknown", "" -> Optional.empty();
      default -> Optional.of(Instant.ofEpochMilli(Long.parseLong(found)));
    };
  }
}
