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
import io.chats.domain.refusal.ErrorCode;
import io.chats.domain.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the messages of a frame; a bad one spoils no other (spec 6). */
final class MessagesDecoder {

  private final int most;

  /**
   * @param most messages in a frame
   */
  MessagesDecoder(int most) {
    this.most = most;
  }

  ClientFrame.Messages decode(Fields data) throws BadFrameException {
    JsonNode messages = data.get("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw BadFrameException.shape("messages is not an array of messages");
    }
    if (messages.size() > most) {
      throw refused(new Refusal.TooLong("messages", most));
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
      Fields message = Fields.of(node, "a message");
      id = message.name("clientMessageId").map(ClientMessageId::new);
      return new Post(new ChatId(message.id("chatId")), new NewMessage(id, content(message)));
    } catch (BadFrameException e) {
      return new BadPost(id, e.code(), e.explanation());
    }
  }

  private static Content content(Fields message) throws BadFrameException {
    return new Content(
        type(message),
        message.optionalText("text"),
        message.texts("params"),
        message.name("fileId").map(FileId::new));
  }

  private static MessageType type(Fields message) throws BadFrameException {
    String name = message.optionalText("type");
    MessageType type =
        WireNames.messageType(name)
            .orElseThrow(() -> refused(new Refusal.BadMessageType("unknown message type")));
    if (type.reservedForServices()) {
      throw refused(new Refusal.BadMessageType(name + " is for services only"));
    }
    return type;
  }

  private static BadFrameException refused(Refusal refusal) {
    ErrorCode code = refusal.code();
    return new BadFrameException(code, refusal.explanation(), Optional.empty());
  }
}
