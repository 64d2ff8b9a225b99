package io.chats.adapter.mysql.append;

import io.chats.domain.port.StoreUnavailableException;
import java.util.concurrent.CompletableFuture;

/** Stores what comes through one lane, group by group, whatever happens. */
public final class Appender implements Runnable {

  private final GroupWriter store;
  private final AppendLane lane;
  private final AppendBacklog backlog;
  private final LockWaiter waits;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /**
   * @param store skips chats that somebody else has locked
   * @param waits waits for those
   */
  public Appender(GroupWriter store, AppendLane lane, AppendBacklog backlog, LockWaiter waits) {
    this.store = store;
    this.lane = lane;
    this.backlog = backlog;
    this.waits = waits;
  }

  /** Completes when nothing is left to store, for good. */
  public CompletableFuture<Void> end() {
    return end;
  }

  /** Until the lane is closed and all that it took is answered. */
  @Override
  public void run() {
    try {
      while (!backlog.isFinished()) {
        backlog.hold(store.store(backlog.next()));
        waits.relieve();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lane.close();
      backlog.abandon(new StoreUnavailableException("the appender was stopped", null));
      end.complete(null);
    }
  }
}
