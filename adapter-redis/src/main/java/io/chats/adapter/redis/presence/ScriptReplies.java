package io.chats.adapter.redis.presence;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what scripts return. */
final class ScriptReplies {

  private ScriptReplies() {}

  static List<?> list(Object reply) {
    return (List<?>) reply;
  }

  static List<UserId> users(List<?> reply) {
    return reply.stream().map(id -> new UserId(Long.parseLong((String) id))).toList();
  }

  /** Of each user what stands in its place; of none if nothing was returned. */
  static Map<UserId, Presence> presences(List<UserId> users, Object reply) {
    List<?> found = list(reply);
    Map<UserId, Presence> presences = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      presences.put(users.get(i), presence((String) found.get(i)));
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
}
