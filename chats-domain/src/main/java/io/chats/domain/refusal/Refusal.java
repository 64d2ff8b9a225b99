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

  ErrorCode code();

  String explanation();

  record NoSuchChat(ChatId chat) implements Refusal {
    @Override
    public ErrorCode code() {
      return ErrorCode.NO_SUCH_CHAT;
    }

    @Override
    public String explanation() {
      return "there is no chat " + chat;
    }
  }

  record ChatIsClosed(ChatId chat) implements Refusal {
    @Override
    public ErrorCode code() {
      return ErrorCode.CHAT_CLOSED;
    }

    @Override
    public String explanation() {
      return "chat " + chat + " is closed";
    }
  }

  record NotAParticipant(ChatId chat, UserId user) implements Refusal {
    @Override
    public ErrorCode code() {
      return ErrorCode.NOT_A_PARTICIPANT;
    }

    @Override
    public String explanation() {
      return "user " + user + " does not take part in chat " + chat;
    }
  }

  /** A subscription cannot be handed over: {@code reason} says which of the two users is why. */
  record SubscriberUnchangeable(ChatId chat, UserId oldUser, UserId newUser, String reason)
      implements Refusal {
    @Override
    public ErrorCode code() {
      return ErrorCode.SUBSCRIBER_UNCHANGEABLE;
    }

    @Override
    public String explanation() {
      return "the subscription of user "
          + oldUser
          + " in chat "
          + chat
          + " cannot go to user "
          + newUser
          + ": "
          + reason;
    }
  }

  /** Lengths are in code points, counts in entries. */
  record TooLong(String field, int limit) implements Refusal {
    @Override
    public ErrorCode code() {
      return ErrorCode.TOO_LONG;
    }

    @Override
    public String explanation() {
      return field + " exceeds the limit of " + limit;
    }
  }

  record BadMessageType(String reason) implements Refusal {
    @Override
    public ErrorCode code() {
      return ErrorCode.BAD_MESSAGE_TYPE;
    }

    @Override
    public String explanation() {
      return reason;
    }
  }

  record NoSuchFile(FileId file) implements Refusal {
    @Override
    public ErrorCode code() {
      return ErrorCode.BAD_FILE_ID;
    }

    @Override
    public String explanation() {
      return "the storage service has no such file";
    }
  }

  record NoSuchMessage(ChatId chat, MessageId message) implements Refusal {
    @Override
    public ErrorCode code() {
      return ErrorCode.BAD_MESSAGE_ID;
    }

    @Override
    public String explanation() {
      return "chat " + chat + " has no message " + message;
    }
  }

  /** Too many requests are outstanding; nothing was done. The only refusal to retry. */
  record Overloaded(String what) implements Refusal {
    @Override
    public ErrorCode code() {
      return ErrorCode.OVERLOADED;
    }

    @Override
    public String explanation() {
      return "too much is outstanding: " + what;
    }
  }
}
