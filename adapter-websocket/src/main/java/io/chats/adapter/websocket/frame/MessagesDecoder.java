package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.websocket.frame.ClientFrame.BadPost;
import io.chats.adapter.websocket.frame.ClientFrame.Entry;
import io.chats.adapter.websocket.frame.ClientFrame.Post;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.FileId;
import io.chats.domain.model.Content;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.NewMessage;
import io.chats.domain.refusal.Refusal;
import io.chats.json.WireNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the messages of a frame; a bad one does not affect the others (spec 6).
 *
 * @param max the most messages of a frame
 */
record MessagesDecoder(int max) {

  ClientFrame.Messages decode(FrameFields data) throws BadFrameException {
    JsonNode messages = data.get("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw BadFrameException.shape("messages is not an array of messages");
    }
    if (messages.size() > max) {
      throw BadFrameException.refused(new Refusal.TooLong("messages", max));
    }
    List<Entry> entries = new ArrayList<>(messages.size());
    for (JsonNode message : messages) {
      entries.add(entry(message));
    }
    return new ClientFrame.Messages(entries);
  }

  private static Entry entry(JsonNode node) {
    Optional<ClientMessageId> id = Optional.empty();
    try {
      FrameFields message = FrameFields.of(node, "a message");
      id = message.identifier("clientMessageId").map(ClientMessageId::new);
      return new Post(new ChatId(message.id("chatId")), new NewMessage(id, content(message)));
    } catch (BadFrameException e) {
      return new BadPost(id, e.code(), e.explanation());
    }
  }

  private static Content content(FrameFields message) throws BadFrameException {
    return new Content(
        type(message),
        message.optionalText("text"),
        message.strings("params"),
        message.identifier("fileId").map(FileId::new));
  }

  private static MessageType type(FrameFields message) throws BadFrameException {
    String name = message.optionalText("type");
    MessageType type =
        WireNames.messageType(name)
            .orElseThrow(() ->
                BadFrameException.refused(new Refusal.BadMessageType("unknown message type")));
    if (type.reservedForServices()) {
      throw BadFrameException.refused(new Refusal.BadMessageType(name + " is for services only"));
    }
    return type;
  }
}
