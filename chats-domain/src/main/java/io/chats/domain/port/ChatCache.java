package io.chats.domain.port;

import io.chats.domain.id.ChatId;
import io.chats.domain.model.Participants;
import java.util.Map;

/**
 * Caches the participants of chats by their version. An entry can never be stale, since a caller
 * knows the version from the database. Holds no message. Blocks for a bounded, short time; never
 * throws: while the cache is away it is empty.
 */
public interface ChatCache {

  /**
   * The participants of chats at exactly these versions; missing where they are not cached.
   *
   * @param versions of the participants, by chat
   */
  Map<ChatId, Participants> get(Map<ChatId, Long> versions);

  /** Caches participants, active and former. */
  void put(Map<ChatId, Participants> participants);

  /** A cache that keeps nothing. */
  static ChatCache none() {
    return new ChatCache() {
      @Override
      public Map<ChatId, Participants> get(Map<ChatId, Long> versions) {
        return Map.of();
      }

      @Override
      public void put(Map<ChatId, Participants> participants) {}
    };
  }
}
