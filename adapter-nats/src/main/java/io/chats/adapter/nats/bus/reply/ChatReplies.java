package io.chats.adapter.nats.bus.reply;

import io.chats.adapter.nats.json.Json;
import io.chats.application.api.ChatReading.ChatList;
import io.chats.application.api.ChatReading.MessagePage;
import io.chats.application.api.ChatReading.ShownChat;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.ShownMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes replies of the results of the application. Immutable. */
public record ChatReplies(WireWriter wire) {

  /** A chat, of whose opponents the first ones that fit are sent. */
  public Reply chat(ShownChat chat) {
    return maxBytes -> {
      ChatCut fitting =
          ChatCut.fitting(chat, maxBytes - ReplyEnvelope.SIZE, wire)
              .orElseThrow(() -> new ReplyTooLargeException(maxBytes));
      return ReplyEnvelope.around(fitting.json(), fitting.isCut());
    };
  }

  /** A message, shortened if the whole of it does not fit. */
  public Reply message(ShownMessage message) {
    return maxBytes ->
        Arrays.stream(MessageDetail.values())
            .map(detail -> Json.object(json -> wire.message(json, message, detail)))
            .filter(bytes -> bytes.length <= maxBytes - ReplyEnvelope.SIZE)
            .findFirst()
            .map(bytes -> ReplyEnvelope.around(bytes, false))
            .orElseThrow(() -> new ReplyTooLargeException(maxBytes));
  }

  /**
   * A list of chats, of which the first ones that fit are sent; the first one in any case, if need
   * be without some of its opponents.
   */
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
    boolean hasMore = list.more();
    List<byte[]> kept = new ArrayList<>();
    for (ShownChat chat : list.chats()) {
      // An empty list with has_more would make the client ask for ever.
      ChatCut next =
          kept.isEmpty()
              ? ChatCut.fitting(chat, left - 1, wire)
                  .orElseThrow(() -> new ReplyTooLargeException(maxBytes))
              : ChatCut.whole(chat, wire);
      left -= next.json().length + 1;
      if (left < 0) {
        break;
      }
      kept.add(next.json());
      hasMore |= next.isCut();
    }
    return ReplyEnvelope.around(
        ReplyEnvelope.array(kept), hasMore || kept.size() < list.chats().size());
  }
}
