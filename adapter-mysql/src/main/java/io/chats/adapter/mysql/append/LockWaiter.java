package io.chats.adapter.mysql.append;

import io.chats.domain.id.ChatId;
import io.chats.domain.port.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores requests that the appender cannot store by skipping locked chats, because others lock
 * these again and again just before it tries. It waits for the lock of one chat in the database,
 * where no transaction overtakes another for as long as the server lets them wait. The transaction
 * that held this lock has released all its locks by then, so the other requests that are held back
 * are tried at once.
 */
final class LockWaiter {

  private static final Logger LOG = LoggerFactory.getLogger(LockWaiter.class);

  private final GroupWriter writer;
  private final AppendBacklog backlog;
  private final AppendLane lane;
  private final Executor executor;
  private volatile boolean running;

  /** The chat whose lock was not acquired the last time, or null: another chat is next. */
  private volatile ChatId stuck;

  /**
   * @param writer for this waiter alone
   * @param lane is woken when something is stored
   * @param executor runs the waiter beside the appender
   */
  LockWaiter(GroupWriter writer, AppendBacklog backlog, AppendLane lane, Executor executor) {
    this.writer = writer;
    this.backlog = backlog;
    this.lane = lane;
    this.executor = executor;
  }

  /** Starts to store requests that are held back, unless it is doing so already; never blocks. */
  void startIfNeeded() {
    if (running) {
      return;
    }
    AppendGroup group = backlog.lendFirst(stuck);
    if (group.isEmpty()) {
      return;
    }
    running = true;
    try {
      executor.execute(() -> store(group));
    } catch (Throwable e) { // the executor may have no thread
      backlog.takeBack(group.requests());
      running = false;
    }
  }

  private void store(AppendGroup group) {
    List<AppendRequest> locked = List.of();
    try {
      locked = writer.storeAfterWaiting(group, backlog::lendMore);
      stuck = null;
    } catch (StoreUnavailableException e) {
      stuck = group.requests().getFirst().chat();
      group.requests().forEach(request -> request.fail(e));
    } catch (Throwable e) {
      LOG.error("Appending failed in an unforeseen way", e);
      group.requests().forEach(request -> request.fail(e));
    } finally {
      backlog.takeBack(locked);
      running = false;
      lane.wake();
    }
  }
}
