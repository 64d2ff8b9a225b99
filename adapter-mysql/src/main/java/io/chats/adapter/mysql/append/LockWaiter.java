package io.chats.adapter.mysql.append;

import io.chats.domain.id.ChatId;
import io.chats.domain.port.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what cannot be stored by skipping locked chats, because others lock them again and again
 * just before it is tried: waits for the lock of one chat in the database, where nobody is
 * overtaken for as long as the server lets them wait. Whoever had that one has unlocked all that
 * they had by then, so the rest of what is held is tried at once.
 */
public final class LockWaiter {

  private static final Logger LOG = LoggerFactory.getLogger(LockWaiter.class);

  private final GroupWriter store;
  private final AppendBacklog backlog;
  private final AppendLane lane;
  private final Executor executor;
  private volatile boolean busy;

  /** Whose lock could not be had the last time, or null: the next time it is another's turn. */
  private volatile ChatId stuck;

  /**
   * @param store for this alone
   * @param lane is woken when something is stored
   * @param executor runs it beside the appender
   */
  public LockWaiter(GroupWriter store, AppendBacklog backlog, AppendLane lane, Executor executor) {
    this.store = store;
    this.backlog = backlog;
    this.lane = lane;
    this.executor = executor;
  }

  /** Stores something that the backlog holds, unless this is at it; does not wait. */
  void relieve() {
    if (busy) {
      return;
    }
    AppendGroup group = backlog.lendFirst(stuck);
    if (group.isEmpty()) {
      return;
    }
    busy = true;
    try {
      executor.execute(() -> store(group));
    } catch (Throwable e) { // also that no thread can be had
      backlog.takeBack(group.requests());
      busy = false;
    }
  }

  private void store(AppendGroup group) {
    List<AppendRequest> locked = List.of();
    try {
      locked = store.storeInTurn(group, backlog::lendMore);
      stuck = null;
    } catch (StoreUnavailableException e) {
      stuck = group.requests().getFirst().chat();
      group.requests().forEach(request -> request.fail(e));
    } catch (Throwable e) {
      LOG.error("Appending failed in an unforeseen way", e);
      group.requests().forEach(request -> request.fail(e));
    } finally {
      backlog.takeBack(locked);
      busy = false;
      lane.wake();
    }
  }
}
