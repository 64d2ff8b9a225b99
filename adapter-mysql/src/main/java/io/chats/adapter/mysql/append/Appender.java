package io.chats.adapter.mysql.append;

import io.chats.domain.model.Appended;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Stores the requests of one lane, group by group, on a thread of its own until it is closed. All
 * requests of a chat must go to the same appender, which keeps their order.
 */
public final class Appender implements Runnable {

  private final GroupWriter writer;
  private final AppendLane lane;
  private final AppendBacklog backlog;
  private final LockWaiter lockWaiter;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /**
   * @param writers makes one writer for the appender, which skips locked chats, and one that waits
   *     for their locks
   * @param executor lends a thread whenever a lock has to be waited for
   */
  public Appender(
      Supplier<GroupWriter> writers,
      int laneCapacity,
      AppendGroup.Bounds bounds,
      Executor executor) {
    this.writer = writers.get();
    this.lane = new AppendLane(laneCapacity);
    this.backlog = new AppendBacklog(lane, bounds);
    this.lockWaiter = new LockWaiter(writers.get(), backlog, lane, executor);
  }

  /** Accepts the request, or fails it when the lane is full or closed; any thread may call it. */
  public CompletionStage<Appended> append(AppendRequest request) {
    switch (lane.offer(request)) {
      case ACCEPTED -> {}
      case FULL ->
          request.fail(new RefusedException(new Refusal.Overloaded("messages to be stored")));
      case CLOSED -> request.fail(new StoreUnavailableException("the store is closed", null));
    }
    return request.answer();
  }

  /** The number of messages that were accepted and have not been answered. */
  public int outstanding() {
    return lane.outstanding();
  }

  /** Accepts no more requests; those that it accepted are still stored. */
  public void close() {
    lane.close();
  }

  /** Completes when the appender has answered all requests and ended. */
  public CompletableFuture<Void> end() {
    return end;
  }

  /** Runs until the lane is closed and all that was accepted is answered. */
  @Override
  public void run() {
    try {
      while (!backlog.isFinished()) {
        backlog.hold(writer.store(backlog.next()));
        lockWaiter.startIfNeeded();
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
