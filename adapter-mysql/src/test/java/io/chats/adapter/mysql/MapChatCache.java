package io.chats.adapter.mysql;

import io.chats.domain.id.ChatId;
import io.chats.domain.model.Participants;
import io.chats.domain.port.ChatCache;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cache that forgets nothing. */
public final class MapChatCache implements ChatCache {

  private final Map<Map.Entry<ChatId, Long>, Participants> remembered = new ConcurrentHashMap<>();

  @Override
  public Map<ChatId, Participants> get(Map<ChatId, Long> versions) {
    Map<ChatId, Participants> found = new HashMap<>();
    for (Map.Entry<ChatId, Long> asked : versions.entrySet()) {
      Participants known = remembered.get(Map.entry(asked.getKey(), asked.getValue()));
      if (known != null) {
        found.put(asked.getKey(), known);
      }
    }
    return found;
  }

  @Override
  public void put(Map<ChatId, Participants> participants) {
    participants.forEach((chat, all) -> remembered.put(Map.entry(chat, all.version()), all));
  }

  /** All cached participants. */
  public Map<Map.Entry<ChatId, Long>, Participants> remembered() {
    return Map.copyOf(remembered);
  }
}
