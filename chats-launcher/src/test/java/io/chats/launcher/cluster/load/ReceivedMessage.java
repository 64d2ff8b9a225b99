package io.chats.launcher.cluster.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.cluster.harness.StoredMessage;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as a client was sent it.
 *
 * @param at when it came
 * @param since it was waited for at the latest: when the connection was up to date, if it was then
 */
record ReceivedMessage(StoredMessage message, Instant at, Optional<Instant> since) {

  static ReceivedMessage of(JsonNode message, Instant at, Optional<Instant> since) {
    return new ReceivedMessage(
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
