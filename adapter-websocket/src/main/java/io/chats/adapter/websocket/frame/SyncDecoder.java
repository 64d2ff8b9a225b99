package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.application.api.OpenSession;
import io.chats.application.api.OpenSession.ChatPosition;
import io.chats.domain.id.ChatId;
import io.chats.domain.refusal.Refusal;
import io.chats.json.JsonFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decodes the positions that a client has in its chats (spec 6). */
final class SyncDecoder {

  private SyncDecoder() {}

  /** An absent list and null count as an empty one. */
  static ClientFrame.Sync decode(FrameFields data) throws BadFrameException {
    JsonNode chats = data.get("chats");
    if (JsonFields.isAbsent(chats)) {
      return new ClientFrame.Sync(List.of());
    }
    if (!chats.isArray()) {
      throw BadFrameException.shape("chats is not an array");
    }
    if (chats.size() > OpenSession.MOST_LISTED) {
      throw BadFrameException.refused(new Refusal.TooLong("chats", OpenSession.MOST_LISTED));
    }
    return new ClientFrame.Sync(positions(chats));
  }

  private static List<ChatPosition> positions(JsonNode chats) throws BadFrameException {
    List<ChatPosition> positions = new ArrayList<>(chats.size());
    Set<ChatId> seen = new HashSet<>();
    for (JsonNode node : chats) {
      FrameFields chat = FrameFields.of(node, "a chat");
      ChatPosition position = new ChatPosition(new ChatId(chat.id("chatId")), chat.seq("seq"));
      if (!seen.add(position.chat())) {
        throw BadFrameException.shape("a chat is listed twice");
      }
      positions.add(position);
    }
    return positions;
  }
}
