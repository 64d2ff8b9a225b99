package io.chats.domain.port;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.refusal.Refusal;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Stores messages, durably, each once, in order (spec G1 to G3).
 *
 * <p>Membership, openness and idempotency are checked in the transaction that stores.
 */
public interface MessageStore {

  /**
   * Stores messages of one author in one chat, together. Does not block: the caller's requests are
   * grouped with others'.
   *
   * <p>What is appended to a chat by calls that happen one after the other is stored in that order,
   * also while earlier ones are outstanding. The stages complete after the commit, for one chat in
   * the order of the commits, on a thread of the store's: what is attached to them must not block.
   *
   * <p>The stage fails with {@link StoreUnavailableException} (the outcome is unknown), or with
   * {@link io.chats.domain.refusal.RefusedException} when too much is outstanding or there is no
   * such chat (nothing was stored).
   *
   * @param messages not empty
   */
  CompletionStage<Appended> append(ChatId chat, UserId author, List<NewMessage> messages);

  /**
   * What came of the messages.
   *
   * @param chat as it was right after they were stored
   * @param fromVersion the chat's version right before; the same as the chat's when nothing was
   *     stored
   * @param results one for each message, in order
   */
  record Appended(Chat chat, long fromVersion, List<Result> results) {

    public Appended {
      results = List.copyOf(results);
    }

    /** The messages that were stored now, in order. */
    public List<Message> stored() {
      return results.stream()
          .filter(Stored.class::isInstance)
          .map(result -> ((Stored) result).message())
          .toList();
    }
  }

  /** What came of one message. */
  sealed interface Result {}

  /** Stored now. */
  record Stored(Message message) implements Result {}

  /** Stored before under the same author and client id; the first content stands. */
  record Repeated(Message message) implements Result {}

  /** Not stored: the author does not take part, or the chat is closed. */
  record Refused(Refusal refusal) implements Result {}
}
