package io.chats.domain.port;

import io.chats.domain.id.ChatId;
import io.chats.domain.model.Participants;
import java.util.Map;

/**
 * Remembers the participants of chats by their version, so that what is remembered can never be
 * stale: who asks knows the version from the database. Holds no message. Blocks for a bounded,
 * short time; never throws: while the cache is away it is empty.
 */
public interface ChatCache {

  /**
   * The participants of chats at exactly these versions; missing where they are not remembered.
   *
   * @param versions of the participants, by chat
   */
  Map<ChatId, Participants> get(Map<ChatId, Long> versions);

  /** Remembers participants, active and former. */
  void put(Map<ChatId, Participants> participants);

  /** One that remembers nothing. */
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
