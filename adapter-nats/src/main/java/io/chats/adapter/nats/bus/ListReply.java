package io.chats.adapter.nats.bus;

import io.chats.adapter.nats.json.Json;
import io.chats.adapter.nats.json.JsonPart;
import java.util.ArrayList;
import java.util.List;

/**
 * A list, of which the first that fit are sent.
 *
 * @param more whether there are more than these
 */
record ListReply(List<JsonPart> items, boolean more) implements Reply {

  @Override
  public byte[] encoded(int most) {
    int left = most - ReplyFrame.SIZE - 2;
    List<byte[]> kept = new ArrayList<>();
    for (JsonPart item : items) {
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
    return ReplyFrame.around(ReplyFrame.array(kept), more || kept.size() < items.size());
  }
}
