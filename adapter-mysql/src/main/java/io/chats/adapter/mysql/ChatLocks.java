package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.adapter.mysql.row.ChatRow;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Chat;
import io.chats.domain.port.StoreUnavailableException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * Changes chats under the locks of their rows. A lock that another transaction has is waited for,
 * in the database, where nobody is overtaken; but few calls of a node wait there at a time, and the
 * others without a connection. Otherwise chats that stay locked, such as those of a node that
 * froze, would take all connections of the pool. Any thread may use it.
 */
final class ChatLocks {

  /** Fewer than the pools of this adapter have. */
  static final int MAX_WAITING = 3;

  private final Transactions transactions;
  private final Semaphore waiting = new Semaphore(MAX_WAITING, true);

  ChatLocks(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Makes a change in a transaction that has locked the chat.
   *
   * @param change gets the chat as of the last commit; empty if there is none
   * @throws StoreUnavailableException if the lock is not to be had in time, among other causes
   */
  <T> T change(ChatId chat, BiFunction<Handle, Optional<Chat>, T> change) {
    Deadline deadline = transactions.deadline();
    try {
      return transactions.write(deadline, handle -> change.apply(handle, lockedNow(handle, chat)));
    } catch (LockedException e) {
      return changeAfterWaiting(chat, change, deadline);
    }
  }

  private <T> T changeAfterWaiting(
      ChatId chat, BiFunction<Handle, Optional<Chat>, T> change, Deadline deadline) {
    if (!hasTurn(deadline)) {
      throw new StoreUnavailableException("too many chats are locked", null);
    }
    try {
      return transactions.write(
          deadline, handle -> change.apply(handle, ChatRow.lock(handle, chat)));
    } finally {
      waiting.release();
    }
  }

  private boolean hasTurn(Deadline deadline) {
    try {
      return waiting.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<Chat> lockedNow(Handle handle, ChatId chat) {
    Optional<Chat> locked = ChatRow.lockUnlessLocked(handle, chat);
    if (locked.isEmpty() && ChatRow.exists(handle, chat)) {
      throw new LockedException();
    }
    return locked;
  }

  /** Another transaction has locked the chat. */
  private static final class LockedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LockedException() {
      super("locked", null, false, false);
    }
  }
}
