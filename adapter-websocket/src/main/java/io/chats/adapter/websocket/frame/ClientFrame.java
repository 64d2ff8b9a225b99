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

/** A frame that a client sent, of the right shape. */
public sealed interface ClientFrame {

  FrameType type();

  /** Messages to post, in order; never empty. */
  record Messages(List<Entry> entries) implements ClientFrame {
    public Messages {
      entries = List.copyOf(entries);
    }

    @Override
    public FrameType type() {
      return FrameType.MESSAGE;
    }
  }

  /** One of the {@link Messages}: good or bad by itself. */
  sealed interface Entry {
    /** The sender's name of it, where there is a usable one. */
    Optional<ClientMessageId> clientMessageId();
  }

  /** A message that can be posted. */
  record Post(ChatId chat, NewMessage message) implements Entry {
    @Override
    public Optional<ClientMessageId> clientMessageId() {
      return message.clientId();
    }
  }

  /** Something in the place of a message that cannot be posted. */
  record BadPost(Optional<ClientMessageId> clientMessageId, ErrorCode code, String explanation)
      implements Entry {}

  /** Marks everything up to a message as read. */
  record MarkRead(ChatId chat, MessageId upTo) implements ClientFrame {
    @Override
    public FrameType type() {
      return FrameType.MESSAGE_STATUS;
    }
  }

  /** Asks who of the opponents is there. */
  record AskOpponentStatus(ChatId chat) implements ClientFrame {
    @Override
    public FrameType type() {
      return FrameType.OPPONENT_STATUS;
    }
  }

  /** Says that the user joined a consultation. */
  record Join(OrderId order) implements ClientFrame {
    @Override
    public FrameType type() {
      return FrameType.JOIN;
    }
  }

  /** Says that the user is typing, or stopped. */
  record Typing(ChatId chat, String status) implements ClientFrame {
    @Override
    public FrameType type() {
      return FrameType.TYPING;
    }
  }

  /** Asks for what came after these positions; each chat at most once. */
  record Sync(List<ChatPosition> positions) implements ClientFrame {
    public Sync {
      positions = List.copyOf(positions);
    }

    @Override
    public FrameType type() {
      return FrameType.SYNC;
    }
  }

  /** Wants a pong. */
  record Ping() implements ClientFrame {
    @Override
    public FrameType type() {
      return FrameType.PING;
    }
  }
}
