package io.chats.domain.event;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Message;
import java.util.List;

/**
 * Announces a stored change of a chat. It is a hint: the database is the truth, and a node that
 * missed an announcement notices it by the versions.
 *
 * @param fromVersion the chat's version before it
 * @param toVersion the chat's version with it
 * @param participantsVersion the version of the participants when it was committed; a node that
 *     knows older ones must load them before it delivers
 */
public record ChatChange(
    ChatId chat, long fromVersion, long toVersion, long participantsVersion, Detail detail)
    implements ChatAnnouncement {

  /** The kind of the change, with its data. */
  public sealed interface Detail {}

  /** Messages that were stored together, in the order of their {@code seq}; never empty. */
  public record Posted(List<Message> messages) implements Detail {
    public Posted {
      messages = List.copyOf(messages);
    }
  }

  /** Everything up to the message was read by the user. */
  public record Read(UserId reader, MessageId message, long seq) implements Detail {}

  /** Someone joined, left, or changed their type. */
  public record ParticipantsChanged() implements Detail {}

  /** The chat was closed. */
  public record Closed() implements Detail {}
}
