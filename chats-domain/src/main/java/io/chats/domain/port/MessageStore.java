package io.chats.domain.port;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Appended;
import io.chats.domain.model.NewMessage;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Stores messages, durably, each once, in order (spec G1 to G3).
 *
 * <p>The rules are those of {@link io.chats.domain.model.AppendDecision}, which the store calls in
 * the transaction that stores.
 */
public interface MessageStore {

  /**
   * Stores messages of one author in one chat, together. Does not block; calls are grouped with
   * those of others.
   *
   * <p>Calls for a chat that happen one after the other are stored in that order, also while
   * earlier ones are outstanding. The stages complete after the commit, for one chat in the order
   * of the commits, on a thread of the store: what is attached to them must not block.
   *
   * <p>The stage fails with {@link StoreUnavailableException} (the outcome is unknown), or with
   * {@link io.chats.domain.refusal.RefusedException} when too much is outstanding or there is no
   * such chat (nothing was stored).
   *
   * @param messages not empty
   */
  CompletionStage<Appended> append(ChatId chat, UserId author, List<NewMessage> messages);
}
