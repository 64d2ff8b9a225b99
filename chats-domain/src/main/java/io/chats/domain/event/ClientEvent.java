package io.chats.domain.event;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Limits;
import io.chats.domain.model.Presence;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.refusal.ErrorCode;
import java.util.List;
import java.util.Optional;

/** An event for connected clients; each is one frame of spec 6. */
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

  /** The presence of the receiver's opponents. */
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

  /** A client has had no session for a while (spec 6, {@code clientConnectionError}). */
  record ClientGone(UserId client) implements ClientEvent {}

  /**
   * A chat's participants or status changed.
   *
   * @param opponents the receiver's
   * @param left whether the receiver no longer takes part; then the other fields say nothing
   */
  record ChatChanged(
      ChatId chat, long version, ChatStatus status, List<Opponent> opponents, boolean left)
      implements ClientEvent {
    public ChatChanged {
      opponents = List.copyOf(opponents);
    }
  }

  /** An opponent of a participant, with the profile. */
  record Opponent(Profile profile, UserType type) {}

  /**
   * A frame that another service composed.
   *
   * @param type the frame's type
   * @param json the frame's data, a JSON object
   */
  record Custom(String type, String json) implements ClientEvent {}

  /**
   * The refusal of something that a client sent.
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

  /**
   * Greets a session that is going to sync; the first event that it receives.
   *
   * @param protocol rises when clients have to be changed
   * @param limits on what the client may send
   * @param rate frames a second in the long run; 0 for no limit
   * @param burst frames at once, after a pause
   */
  record Hello(UserId user, int protocol, Limits limits, int rate, int burst)
      implements ClientEvent {}

  /**
   * The end of a sync, or of a part of it: all missed events of its chats were sent before it, and
   * all later ones are new.
   *
   * @param chats each once in all parts of a sync: those that the client listed, in that order,
   *     then all other opened ones in which the user is active
   * @param more whether another part follows, with other chats
   */
  record Synced(List<SyncedChat> chats, boolean more) implements ClientEvent {
    public Synced {
      chats = List.copyOf(chats);
    }
  }

  /** One chat of a {@link Synced}. */
  sealed interface SyncedChat {
    ChatId chat();
  }

  /**
   * The state of a chat, all read at one moment.
   *
   * @param seq of its last message as of then; 0 without one
   * @param readSeq the read mark of the receiver; unread counts start after it
   * @param opponentReadSeq the seq up to which the other side has read the receiver's messages
   * @param unread messages by others after {@code readSeq} and up to {@code seq}, up to 1,000
   * @param opponents the receiver's
   * @param reset whether the client listed messages that the chat does not have
   */
  record ChatState(
      ChatId chat,
      long seq,
      long version,
      ChatStatus status,
      long readSeq,
      long opponentReadSeq,
      int unread,
      List<Opponent> opponents,
      boolean reset)
      implements SyncedChat {
    public ChatState {
      opponents = List.copyOf(opponents);
    }
  }

  /** A listed chat in which the user does not take part; nothing else is said of it. */
  record NotParticipating(ChatId chat) implements SyncedChat {}
}
