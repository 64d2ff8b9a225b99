package io.chats.adapter.mysql;

import io.chats.domain.port.StoreUnavailableException;
import java.util.concurrent.CompletableFuture;

/** Stores what comes through one lane, group by group, whatever happens. */
final class Appender implements Runnable {

  private final GroupStore store;
  private final Lane lane;
  private final Backlog backlog;
  private final LockWaits waits;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /**
   * @param store skips chats that somebody else has locked
   * @param waits waits for those
   */
  Appender(GroupStore store, Lane lane, Backlog backlog, LockWaits waits) {
    this.store = store;
    this.lane = lane;
    this.backlog = backlog;
    this.waits = waits;
  }

  /** Completes when nothing is left to store, for good. */
  CompletableFuture<Void> end() {
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
