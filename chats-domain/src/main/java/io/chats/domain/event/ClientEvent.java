package io.chats.domain.event;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Presence;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.refusal.ErrorCode;
import java.util.List;
import java.util.Optional;

/** What a connected client is told; each is one frame of SPEC 6. */
public sealed interface ClientEvent {

  /**
   * Messages of one chat that were stored together, in order.
   *
   * @param users the authors, each once
   */
  record MessagesPosted(List<ShownMessage> messages, List<Profile> users) implements ClientEvent {
    public MessagesPosted {
      messages = List.copyOf(messages);
      users = List.copyOf(users);
    }
  }

  /** Everything up to the message was read by the user. */
  record MessagesRead(ChatId chat, MessageId message, UserId reader) implements ClientEvent {}

  /** Who of the receiver's opponents is there. */
  record OpponentStatus(ChatId chat, List<UserPresence> users) implements ClientEvent {
    public OpponentStatus {
      users = List.copyOf(users);
    }
  }

  /** One user's presence. */
  record UserPresence(UserId user, Presence presence) {}

  /**
   * An opponent is typing.
   *
   * @param text for people, by the user's type
   * @param status as the typing client sent it
   */
  record Typing(ChatId chat, UserId user, String text, String status) implements ClientEvent {}

  /** The state of a consultation changed. */
  record ConsultationUpdated(OrderId order, boolean active) implements ClientEvent {}

  /** A client has had no session for a while (SPEC 6, {@code clientConnectionError}). */
  record ClientGone(UserId client) implements ClientEvent {}

  /**
   * A chat's participants or status changed.
   *
   * @param opponents the receiver's
   * @param left whether the receiver no longer takes part; nothing else is told then
   */
  record ChatChanged(
      ChatId chat, long version, ChatStatus status, List<Opponent> opponents, boolean left)
      implements ClientEvent {
    public ChatChanged {
      opponents = List.copyOf(opponents);
    }
  }

  /** An opponent as shown to a participant. */
  record Opponent(Profile profile, UserType type) {}

  /**
   * A frame that another service composed.
   *
   * @param type the frame's type
   * @param json the frame's data, a JSON object
   */
  record Custom(String type, String json) implements ClientEvent {}

  /**
   * Something a client sent was not done.
   *
   * @param request the type of the offending frame, where it is known
   * @param clientMessageId of the offending message, where there is one
   */
  record RequestFailed(
      ErrorCode code,
      String explanation,
      Optional<String> request,
      Optional<ClientMessageId> clientMessageId)
      implements ClientEvent {}

  /** Answers a ping. */
  record Pong() implements ClientEvent {}
}
