package io.chats.adapter.nats.bus.reply;

import io.chats.adapter.nats.json.Json;
import io.chats.application.api.ChatReading.ChatList;
import io.chats.application.api.ChatReading.MessagePage;
import io.chats.application.api.ChatReading.ShownChat;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.ShownMessage;
import java.util.ArrayList;
import java.util.List;

/** Makes replies of the results of the application. Immutable. */
public record ChatReplies(WireWriter wire) {

  public Reply chat(ShownChat chat) {
    return Reply.of(json -> wire.chat(json, chat));
  }

  public Reply message(ShownMessage message) {
    return Reply.of(json -> wire.message(json, message));
  }

  /** A list of chats, of which the first ones that fit are sent. */
  public Reply list(ChatList list) {
    return maxBytes -> list(list, maxBytes);
  }

  /** A page, of which the oldest messages that fit are sent. */
  public Reply oldest(MessagePage page) {
    return new PageReply(page, false, wire);
  }

  /** A page, of which the newest messages that fit are sent. */
  public Reply newest(MessagePage page) {
    return new PageReply(page, true, wire);
  }

  /** The sessions of a user, of which the first ones that fit are sent. */
  public Reply sessions(List<SessionAnswer> nodes) {
    return new SessionsReply(nodes, wire);
  }

  private byte[] list(ChatList list, int maxBytes) {
    int left = maxBytes - ReplyEnvelope.SIZE - 2;
    List<byte[]> kept = new ArrayList<>();
    for (ShownChat chat : list.chats()) {
      byte[] bytes = Json.object(json -> wire.chat(json, chat));
      left -= bytes.length + 1;
      if (left < 0) {
        break;
      }
      kept.add(bytes);
    }
    if (kept.isEmpty() && !list.chats().isEmpty()) {
      // An empty list with has_more would make the client ask for ever.
      throw new ReplyTooLargeException(maxBytes);
    }
    return ReplyEnvelope.around(
        ReplyEnvelope.array(kept), list.more() || kept.size() < list.chats().size());
  }
}
