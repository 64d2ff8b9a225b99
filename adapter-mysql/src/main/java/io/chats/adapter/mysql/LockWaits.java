package io.chats.adapter.mysql;

import io.chats.domain.port.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Stores what cannot be stored by skipping locked chats, because others lock them again and again
 * just before it is tried: waits for the lock of one chat in the database, where nobody is
 * overtaken. Whoever had that one has unlocked all that they had by then, so the rest of what is
 * held is tried at once.
 */
final class LockWaits {

  private final GroupStore store;
  private final Backlog backlog;
  private final Executor executor;
  private volatile boolean busy;

  /**
   * @param store for this alone
   * @param executor runs it beside the appender
   */
  LockWaits(GroupStore store, Backlog backlog, Executor executor) {
    this.store = store;
    this.backlog = backlog;
    this.executor = executor;
  }

  /** Stores something that the backlog has held for long, unless this is at it; does not wait. */
  void relieve() {
    if (busy) {
      return;
    }
    Group group = backlog.lendFirst();
    if (group.requests().isEmpty()) {
      return;
    }
    busy = true;
    try {
      executor.execute(() -> store(group));
    } catch (RuntimeException e) {
      StoreUnavailableException reason = new StoreUnavailableException("no thread", e);
      group.requests().forEach(request -> request.fail(reason));
      over(List.of());
    }
  }

  private void store(Group group) {
    List<AppendRequest> locked = List.of();
    try {
      locked = store.storeInTurn(group, backlog::lendMore);
    } finally {
      over(locked);
    }
  }

  private void over(List<AppendRequest> locked) {
    backlog.takeBack(locked);
    busy = false;
  }
}
