package io.chats.adapter.websocket.frame;

import io.chats.application.api.OpenSession.ChatPosition;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.NewMessage;
import io.chats.domain.refusal.ErrorCode;
import java.util.List;
import java.util.Optional;

/** A frame from a client that has the right shape. */
public sealed interface ClientFrame {

  default FrameType type() {
    return switch (this) {
      case Messages messages -> FrameType.MESSAGE;
      case MarkRead read -> FrameType.MESSAGE_STATUS;
      case AskOpponentStatus ask -> FrameType.OPPONENT_STATUS;
      case Join join -> FrameType.JOIN;
      case Typing typing -> FrameType.TYPING;
      case Sync sync -> FrameType.SYNC;
      case Ping ping -> FrameType.PING;
    };
  }

  /** Messages to post, in order; never empty. */
  record Messages(List<Entry> entries) implements ClientFrame {
    public Messages {
      entries = List.copyOf(entries);
    }
  }

  /** One of the {@link Messages}, valid or not independently of the others. */
  sealed interface Entry {

    /** The client's id of the message, where it sent a usable one. */
    Optional<ClientMessageId> clientMessageId();
  }

  /** A message that can be posted. */
  record Post(ChatId chat, NewMessage message) implements Entry {
    @Override
    public Optional<ClientMessageId> clientMessageId() {
      return message.clientId();
    }
  }

  /** An entry that cannot be posted. */
  record BadPost(Optional<ClientMessageId> clientMessageId, ErrorCode code, String explanation)
      implements Entry {}

  /** Marks everything up to a message as read. */
  record MarkRead(ChatId chat, MessageId upTo) implements ClientFrame {}

  /** Asks for the presence of the opponents. */
  record AskOpponentStatus(ChatId chat) implements ClientFrame {}

  /** Says that the user joined a consultation. */
  record Join(OrderId order) implements ClientFrame {}

  /** Says that the user is typing, or stopped. */
  record Typing(ChatId chat, String status) implements ClientFrame {}

  /** Asks for everything after these positions; each chat at most once. */
  record Sync(List<ChatPosition> positions) implements ClientFrame {
    public Sync {
      positions = List.copyOf(positions);
    }
  }

  /** Asks for a pong. */
  record Ping() implements ClientFrame {}
}
