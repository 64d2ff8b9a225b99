package io.chats.launcher.cluster.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.cluster.harness.StoredMessage;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that a client received.
 *
 * @param at the time of receipt
 * @param since the time since which the connection was up to date, if it was: the message is waited
 *     for from then on at the latest
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
