package io.chats.adapter.websocket.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chats.application.api.OpenSession;
import io.chats.application.api.OpenSession.ChatPosition;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.Limits;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.refusal.ErrorCode;
import io.chats.domain.refusal.Refusal;
import io.chats.json.JsonFields;
import io.chats.json.UnicodeText;
import io.chats.json.WireNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decodes the frames of clients (spec 6). Safe for use by any thread; never blocks. */
public final class FrameDecoder {

  private static final String READ = WireNames.of(MessageStatus.READ);
  private static final int MAX_NESTING = 16;
  private static final int MAX_DIGITS = 64;
  private static final int MAX_REPEATED_TYPE = 64;

  private final MessagesDecoder messages;
  private final ObjectReader reader;

  public FrameDecoder(Limits limits) {
    this.messages = new MessagesDecoder(limits.messagesPerFrame());
    this.reader = reader(limits.frameBytes());
  }

  private static ObjectReader reader(int maxChars) {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Clients choose the names: a cache of them would let clients fill the memory.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxNumberLength(MAX_DIGITS)
                    .maxStringLength(maxChars)
                    .maxNameLength(maxChars)
                    .build())
            // Buffers kept by thread would be lost with each virtual thread.
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build()
        .reader();
  }

  /**
   * Decodes a frame.
   *
   * @throws BadFrameException if it is not JSON or not of the right shape (201), of no known type
   *     (106), or of a status other than {@code read} (107)
   */
  public ClientFrame decode(String text) throws BadFrameException {
    JsonNode root = parse(text);
    JsonNode type = root.path("type");
    if (!root.isObject() || !type.isTextual()) {
      throw BadFrameException.shape("a frame is an object with a type");
    }
    String name = type.textValue();
    FrameType known = FrameType.named(name).orElseThrow(() -> unknown(name));
    try {
      return decode(known, FrameFields.of(root.path("data"), "data"));
    } catch (BadFrameException e) {
      throw e.within(name);
    }
  }

  private ClientFrame decode(FrameType type, FrameFields data) throws BadFrameException {
    return switch (type) {
      case MESSAGE -> messages.decode(data);
      case MESSAGE_STATUS -> markRead(data);
      case OPPONENT_STATUS -> new ClientFrame.AskOpponentStatus(new ChatId(data.id("chatId")));
      case JOIN -> new ClientFrame.Join(new OrderId(data.id("consultationId")));
      case TYPING -> new ClientFrame.Typing(new ChatId(data.id("chatId")), data.text("status"));
      case SYNC -> sync(data);
      case PING -> new ClientFrame.Ping();
    };
  }

  private static ClientFrame markRead(FrameFields data) throws BadFrameException {
    String status = data.text("status");
    if (!status.equals(READ)) {
      throw new BadFrameException(
          ErrorCode.BAD_MESSAGE_STATUS, "the status is not read", Optional.empty());
    }
    return new ClientFrame.MarkRead(
        new ChatId(data.id("chatId")), new MessageId(data.id("messageId")));
  }

  /** An absent list of chats and null count as an empty one. */
  private static ClientFrame sync(FrameFields data) throws BadFrameException {
    JsonNode chats = data.get("chats");
    if (JsonFields.isAbsent(chats)) {
      return new ClientFrame.Sync(List.of());
    }
    if (!chats.isArray()) {
      throw BadFrameException.shape("chats is not an array");
    }
    if (chats.size() > OpenSession.MAX_LISTED) {
      throw BadFrameException.refused(new Refusal.TooLong("chats", OpenSession.MAX_LISTED));
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

  private JsonNode parse(String text) throws BadFrameException {
    try {
      return reader.readTree(text);
    } catch (JsonProcessingException e) {
      throw BadFrameException.shape("not JSON, or too deep, or a key twice");
    }
  }

  private static BadFrameException unknown(String name) {
    boolean repeatable = name.length() <= MAX_REPEATED_TYPE && UnicodeText.isWellFormed(name);
    return new BadFrameException(
        ErrorCode.UNKNOWN_FRAME,
        "unknown frame type",
        repeatable ? Optional.of(name) : Optional.empty());
  }
}
