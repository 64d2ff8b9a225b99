package io.chats.adapter.nats.bus.reply;

import io.chats.adapter.nats.json.Json;
import io.chats.adapter.nats.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A list, of which the first items that fit are sent.
 *
 * @param more whether there are further items behind these
 */
record ListReply(List<JsonWriter> items, boolean more) implements Reply {

  @Override
  public byte[] encoded(int maxBytes) {
    int left = maxBytes - ReplyEnvelope.SIZE - 2;
    List<byte[]> kept = new ArrayList<>();
    for (JsonWriter item : items) {
      byte[] bytes = Json.bytes(item);
      left -= bytes.length + 1;
      if (left < 0) {
        break;
      }
      kept.add(bytes);
    }
    if (kept.isEmpty() && !items.isEmpty()) {
      // An empty list with has_more would make the client ask for ever.
      throw new ReplyTooLargeException(maxBytes);
    }
    return ReplyEnvelope.around(ReplyEnvelope.array(kept), more || kept.size() < items.size());
  }
}
