package io.chats.adapter.nats.bus.reply;

import io.chats.adapter.nats.json.Json;
import io.chats.adapter.nats.json.JsonWriter;

/** What a request is answered with when it was carried out. */
@FunctionalInterface
public interface Reply {

  /**
   * The data in its envelope.
   *
   * @param most bytes that it may have
   * @throws ReplyTooLargeException if not even the smallest part of it fits
   */
  byte[] encoded(int most);

  /** Data that cannot be cut. */
  static Reply of(JsonWriter data) {
    return most -> {
      byte[] bytes = Json.bytes(data);
      if (bytes.length > most - ReplyEnvelope.SIZE) {
        throw new ReplyTooLargeException(most);
      }
      return ReplyEnvelope.around(bytes, false);
    };
  }
}
