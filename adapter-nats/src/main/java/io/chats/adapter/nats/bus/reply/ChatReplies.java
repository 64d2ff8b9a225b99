package io.chats.adapter.nats.bus.reply;

import io.chats.adapter.nats.json.JsonWriter;
import io.chats.application.api.ChatReading.ChatList;
import io.chats.application.api.ChatReading.MessagePage;
import io.chats.application.api.ChatReading.ShownChat;
import io.chats.domain.event.ShownMessage;
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
    List<JsonWriter> items = list.chats().stream().map(this::part).toList();
    return new ListReply(items, list.more());
  }

  /** A page, of which the oldest messages that fit are sent. */
  public Reply oldest(MessagePage page) {
    return new PageReply(page, false, wire);
  }

  /** A page, of which the newest messages that fit are sent. */
  public Reply newest(MessagePage page) {
    return new PageReply(page, true, wire);
  }

  private JsonWriter part(ShownChat chat) {
    return json -> wire.chat(json, chat);
  }
}
