package io.chats.adapter.nats.bus.reply;

import io.chats.adapter.nats.json.Json;
import io.chats.adapter.nats.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A list, of which the first that fit are sent.
 *
 * @param more whether there are more than these
 */
record ListReply(List<JsonWriter> items, boolean more) implements Reply {

  @Override
  public byte[] encoded(int most) {
    int left = most - ReplyEnvelope.SIZE - 2;
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
      // An empty list that claims to have more would be asked for again for ever.
      throw new ReplyTooLargeException(most);
    }
    return ReplyEnvelope.around(ReplyEnvelope.array(kept), more || kept.size() < items.size());
  }
}
