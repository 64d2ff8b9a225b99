package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.application.api.OpenSession;
import io.chats.application.api.OpenSession.ChatPosition;
import io.chats.domain.id.ChatId;
import io.chats.domain.refusal.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a client has of its chats (spec 6). */
final class SyncDecoder {

  private SyncDecoder() {}

  /** Absent and null count as an empty list. */
  static ClientFrame.Sync decode(Fields data) throws BadFrameException {
    JsonNode chats = data.get("chats");
    if (chats.isMissingNode() || chats.isNull()) {
      return new ClientFrame.Sync(List.of());
    }
    if (!chats.isArray()) {
      throw BadFrameException.shape("chats is not an array");
    }
    if (chats.size() > OpenSession.MAX_LISTED) {
      Refusal refusal = new Refusal.TooLong("chats", OpenSession.MAX_LISTED);
      throw new BadFrameException(refusal.code(), refusal.explanation(), Optional.empty());
    }
    return new ClientFrame.Sync(positions(chats));
  }

  private static List<ChatPosition> positions(JsonNode chats) throws BadFrameException {
    List<ChatPosition> positions = new ArrayList<>(chats.size());
    Set<ChatId> seen = new HashSet<>();
    for (JsonNode node : chats) {
      Fields chat = Fields.of(node, "a chat");
      ChatPosition position = new ChatPosition(new ChatId(chat.id("chatId")), chat.seq("seq"));
      if (!seen.add(position.chat())) {
        throw BadFrameException.shape("a chat is listed twice");
      }
      positions.add(position);
    }
    return positions;
  }
}
