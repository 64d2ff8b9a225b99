package io.chats.domain.model;

import io.chats.domain.refusal.Refusal;
import java.util.List;

/**
 * The outcome of one call that appended messages.
 *
 * @param chat as it was right after they were stored
 * @param fromVersion the chat's version right before; the same as the chat's when nothing was
 *     stored
 * @param results one for each message, in order
 */
public record Appended(Chat chat, long fromVersion, List<Result> results) {

  public Appended {
    results = List.copyOf(results);
  }

  /** The messages that were stored by this call, in order. */
  public List<Message> stored() {
    return results.stream()
        .filter(Stored.class::isInstance)
        .map(result -> ((Stored) result).message())
        .toList();
  }

  /** The outcome for one message. */
  public sealed interface Result {}

  /** The message was stored by this call. */
  public record Stored(Message message) implements Result {}

  /** A message was stored before under the same author and client id; its content stands. */
  public record Repeated(Message message) implements Result {}

  /** The message was not stored: the author does not take part, or the chat is closed. */
  public record Refused(Refusal refusal) implements Result {}
}
