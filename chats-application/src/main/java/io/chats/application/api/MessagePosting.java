package io.chats.application.api;

import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.NewMessage;
import io.chats.domain.refusal.Refusal;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Posts messages on behalf of participants. */
public interface MessagePosting {

  /**
   * Posts messages as that participant; they are stored together, in order, and then delivered to
   * every session of every active participant.
   *
   * <p>Blocks only while the storage service is asked about files; storing is awaited by the stage.
   * Calls that happen one after the other for one chat are stored in that order, also while earlier
   * stages are outstanding. Posting again with the same client id stores nothing and gives the
   * first message.
   *
   * <p>The stage completes after the commit, on a thread that must not be blocked. It fails with
   * {@link io.chats.domain.port.StoreUnavailableException}, or with {@link
   * io.chats.domain.refusal.RefusedException} when there is no such chat (330) or too much is
   * outstanding (112).
   *
   * @param messages not empty
   * @return one result for each message, in order
   */
  CompletionStage<List<PostResult>> post(ChatId chat, UserId author, List<NewMessage> messages);

  /** What came of a message. */
  sealed interface PostResult {}

  /** The message is stored: now, or {@link ShownMessage#repeated() before}. */
  record Posted(ShownMessage message) implements PostResult {}

  /** The message is not stored. */
  record Rejected(Refusal refusal) implements PostResult {}
}
