package io.chats.adapter.nats.bus.reply;

import io.chats.adapter.nats.json.Json;
import io.chats.application.api.ChatReading.ShownChat;
import io.chats.domain.event.ClientEvent.Opponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A chat as JSON, with as many of its opponents as fit: those who joined first. When not even the
 * chat without any fits, its last message is shortened. Immutable.
 */
final class ChatCut {

  private final byte[] json;
  private final boolean isCut;

  private ChatCut(byte[] json, boolean isCut) {
    this.json = json;
    this.isCut = isCut;
  }

  byte[] json() {
    return json;
  }

  /** Returns whether opponents were left out. */
  boolean isCut() {
    return isCut;
  }

  static ChatCut whole(ShownChat chat, WireWriter wire) {
    return of(chat, chat.opponents(), MessageDetail.WHOLE, wire);
  }

  /** The chat in no more than so many bytes; empty if the least of it needs more. */
  static Optional<ChatCut> fitting(ShownChat chat, int maxBytes, WireWriter wire) {
    ChatCut whole = whole(chat, wire);
    return whole.json.length <= maxBytes
        ? Optional.of(whole)
        : Arrays.stream(MessageDetail.values())
            .flatMap(detail -> cut(chat, detail, maxBytes, wire).stream())
            .findFirst();
  }

  private static Optional<ChatCut> cut(
      ShownChat chat, MessageDetail detail, int maxBytes, WireWriter wire) {
    int left = maxBytes - of(chat, List.of(), detail, wire).json.length;
    if (left < 0) {
      return Optional.empty();
    }
    int kept = 0;
    for (Opponent opponent : chat.opponents()) {
      left -= Json.object(json -> wire.opponent(json, opponent)).length + 1;
      if (left < 0) {
        break;
      }
      kept++;
    }
    return Optional.of(of(chat, chat.opponents().subList(0, kept), detail, wire));
  }

  private static ChatCut of(
      ShownChat chat, List<Opponent> opponents, MessageDetail detail, WireWriter wire) {
    return new ChatCut(
        Json.object(json -> wire.chat(json, chat, opponents, detail)),
        opponents.size() < chat.opponents().size());
  }
}
