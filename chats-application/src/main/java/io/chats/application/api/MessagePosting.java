package io.chats.application.api;

import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.NewMessage;
import io.chats.domain.refusal.Refusal;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Posts messages on behalf of participants. Safe for use by any thread. */
public interface MessagePosting {

  /**
   * Posts messages as that participant; they are stored together, in order, and then delivered to
   * every session of every active participant.
   *
   * <p>Blocks only while the storage service is asked about files, for a bounded time, and not at
   * all where no message has one; storing is awaited by the stage. Calls that happen one after the
   * other for one chat are stored in that order, also while earlier stages are outstanding; the
   * stages of what is stored complete in that order, too. Throws nothing: failures are the stage's.
   *
   * <p>Idempotent for each message with a client id, and only with one: posting again with the same
   * client id, author and chat stores nothing and returns the first message. This holds for any new
   * content, in a chat that was closed meanwhile, on any node, and for ever.
   *
   * <p>A transaction of the caller is not involved: messages stay posted when it is rolled back.
   * Post only after its commit what must not be known before.
   *
   * <p>The stage completes after the commit (at once where no message is fit to be stored, whatever
   * the chat), on a thread that must not be blocked: what is attached to it and may block must be
   * attached with an executor. It fails, and none of the messages is stored, with {@link
   * io.chats.domain.refusal.RefusedException} when there is no such chat (330) or too much is
   * outstanding (112: try again later). It fails with {@link
   * io.chats.domain.port.StoreUnavailableException} when the database does not answer in time: the
   * outcome is unknown, and posting again with the same client ids is safe.
   *
   * @param messages not empty
   * @return one result for each message, in order; one that is not stored keeps no other from being
   *     stored
   */
  CompletionStage<List<PostResult>> post(ChatId chat, UserId author, List<NewMessage> messages);

  /** The result of posting one message. */
  sealed interface PostResult {}

  /** The message is stored: now, or {@link ShownMessage#repeated() before}. */
  record Posted(ShownMessage message) implements PostResult {}

  /**
   * The message is not stored.
   *
   * @param refusal why: the author does not take part (501), the chat is closed (332), something is
   *     too long (220), or storage knows no such file (1401)
   */
  record Rejected(Refusal refusal) implements PostResult {}
}
