package io.chats.domain.refusal;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;

/**
 * The reason why a request was not carried out. A refusal is final: nothing was stored, and the
 * same request will be refused again for as long as the state that caused it lasts.
 *
 * <p>{@link #explanation()} is in English, fit for the wire, and repeats no text of a user.
 */
public sealed interface Refusal {

  record NoSuchChat(ChatId chat) implements Refusal {}

  record ChatIsClosed(ChatId chat) implements Refusal {}

  record NotAParticipant(ChatId chat, UserId user) implements Refusal {}

  /** A subscription cannot be handed over; the reason says which of the two users is the cause. */
  record SubscriberUnchangeable(ChatId chat, UserId oldUser, UserId newUser, String reason)
      implements Refusal {}

  /** Nobody else can join the chat, which has so many active participants, or more. */
  record TooManyParticipants(ChatId chat, int limit) implements Refusal {}

  /** Lengths are in code points, counts in entries. */
  record TooLong(String field, int limit) implements Refusal {}

  record BadMessageType(String reason) implements Refusal {}

  record NoSuchFile(FileId file) implements Refusal {}

  record NoSuchMessage(ChatId chat, MessageId message) implements Refusal {}

  /** Too many requests are outstanding; nothing was done. The only refusal to retry. */
  record Overloaded(String what) implements Refusal {}

  default ErrorCode code() {
    return switch (this) {
      case NoSuchChat refusal -> ErrorCode.NO_SUCH_CHAT;
      case ChatIsClosed refusal -> ErrorCode.CHAT_CLOSED;
      case NotAParticipant refusal -> ErrorCode.NOT_A_PARTICIPANT;
      case SubscriberUnchangeable refusal -> ErrorCode.SUBSCRIBER_UNCHANGEABLE;
      case TooManyParticipants refusal -> ErrorCode.TOO_MANY_PARTICIPANTS;
      case TooLong refusal -> ErrorCode.TOO_LONG;
      case BadMessageType refusal -> ErrorCode.BAD_MESSAGE_TYPE;
      case NoSuchFile refusal -> ErrorCode.BAD_FILE_ID;
      case NoSuchMessage refusal -> ErrorCode.BAD_MESSAGE_ID;
      case Overloaded refusal -> ErrorCode.OVERLOADED;
    };
  }

  default String explanation() {
    return switch (this) {
      case NoSuchChat it -> "there is no chat " + it.chat;
      case ChatIsClosed it -> "chat " + it.chat + " is closed";
      case NotAParticipant it -> "user " + it.user + " does not take part in chat " + it.chat;
      case SubscriberUnchangeable it ->
          "the subscription of user %s in chat %s cannot go to user %s: %s"
              .formatted(it.oldUser, it.chat, it.newUser, it.reason);
      case TooManyParticipants it ->
          "chat " + it.chat + " has the " + it.limit + " participants that a chat may have";
      case TooLong it -> it.field + " exceeds the limit of " + it.limit;
      case BadMessageType it -> it.reason;
      case NoSuchFile it -> "the storage service has no such file";
      case NoSuchMessage it -> "chat " + it.chat + " has no message " + it.message;
      case Overloaded it -> "too much is outstanding: " + it.what;
    };
  }
}
