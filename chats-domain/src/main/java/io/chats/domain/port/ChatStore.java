package io.chats.domain.port;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Stores chats and their participants. Each method is one transaction: it is stored whole, or not
 * at all. Methods block on the database, for a bounded time, and are safe for use by any thread.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the database does not answer in
 * time.
 */
public interface ChatStore {

  /**
   * Opens a chat.
   *
   * @param request a repeated one, for any order, stores nothing and returns the chat that it
   *     opened the first time; also when it is sent to two nodes at once
   */
  ChatId open(OrderId order, Optional<RequestId> request, Instant at);

  /** The chat with all its participants, active and former; as of the last commit. */
  Optional<Conversation> find(ChatId chat);

  /**
   * Changes a chat: under its lock, loads it with all its participants, lets the rule decide, and
   * stores the decision together with a record of who and when.
   *
   * @param rule pure and quick; called with the lock held, and again when the transaction is
   *     retried; empty stores nothing
   * @throws io.chats.domain.refusal.RefusedException if there is no such chat, or by the rule
   */
  Changed change(
      ChatId chat, Instant at, Function<Conversation, Optional<Conversation.Decision>> rule);

  /**
   * Moves a participant's read mark forward to a message; never back.
   *
   * @throws io.chats.domain.refusal.RefusedException if the chat has no such message, or the user
   *     does not take part, or there is no such chat (both: not a participant)
   */
  Marked markRead(ChatId chat, UserId reader, MessageId upTo, Instant at);

  /**
   * The effect of {@link #change}.
   *
   * @param before as it was
   * @param after as it is; the same when nothing changed
   */
  record Changed(Conversation before, Conversation after) {
    public boolean isChange() {
      return after.chat().version() != before.chat().version();
    }

    /** The users whose participation began, ended or changed. */
    public List<UserId> affected() {
      Set<Subscription> unchanged = Set.copyOf(before.participants().all());
      return after.participants().all().stream()
          .filter(s -> !unchanged.contains(s))
          .map(Subscription::user)
          .toList();
    }
  }

  /**
   * The effect of {@link #markRead}.
   *
   * @param chat as it is after it
   * @param seq of the message
   * @param moved false when the mark was there already, or further
   */
  record Marked(Chat chat, long seq, boolean moved) {}
}
