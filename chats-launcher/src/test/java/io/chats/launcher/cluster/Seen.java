package io.chats.launcher.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as a client was sent it.
 *
 * @param at when it came
 * @param since it was waited for at the latest: when the connection was up to date, if it was then
 */
record Seen(StoredMessage message, Instant at, Optional<Instant> since) {

  static Seen of(JsonNode message, Instant at, Optional<Instant> since) {
    return new Seen(
        new StoredMessage(
            message.get("seq").asLong(),
            message.get("id").asLong(),
            message.get("userId").asLong(),
            message.get("clientMessageId").asText(),
            message.get("text").asText(),
            Instant.parse(message.get("insertDate").asText())),
        at,
        since);
  }
}
