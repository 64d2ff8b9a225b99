package io.chats.adapter.nats.bus.reply;

import io.chats.adapter.nats.json.Json;
import io.chats.adapter.nats.json.JsonWriter;

/** The result of a request that was carried out, not yet encoded. Immutable. */
@FunctionalInterface
public interface Reply {

  /**
   * The data in its envelope, JSON in UTF-8, cut to fit where it can be cut.
   *
   * @param maxBytes the largest size
   * @throws ReplyTooLargeException if not even the smallest part of it fits
   */
  byte[] encoded(int maxBytes);

  /** A reply with an object that cannot be cut. */
  static Reply of(JsonWriter data) {
    return maxBytes -> {
      byte[] bytes = Json.object(data);
      if (bytes.length > maxBytes - ReplyEnvelope.SIZE) {
        throw new ReplyTooLargeException(maxBytes);
      }
      return ReplyEnvelope.around(bytes, false);
    };
  }
}
