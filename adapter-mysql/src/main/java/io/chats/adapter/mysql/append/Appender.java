package io.chats.adapter.mysql.append;

import io.chats.domain.id.ChatId;
import io.chats.domain.model.Appended;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the requests of one lane, group by group, on a thread of its own until it is closed. All
 * requests of a chat must go to the same appender, which keeps their order.
 */
public final class Appender implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

  private final GroupWriter writer;
  private final AppendLane lane;
  private final AppendBacklog backlog;
  private final GroupWriter waitingWriter;
  private final Executor executor;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile boolean waiting;

  /** The chat whose lock was not acquired the last time, or null: another chat is next. */
  private volatile ChatId stuck;

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
    this.waitingWriter = writers.get();
    this.executor = executor;
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
        waitForLocksIfNeeded();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lane.close();
      backlog.abandon(new StoreUnavailableException("the appender was stopped", null));
      end.complete(null);
    }
  }

  /**
   * Starts to store requests that skipping locked chats cannot store, because others lock these
   * again and again just before it tries, unless that is under way; never blocks. A second thread
   * waits for the lock of one chat in the database, where no transaction overtakes another for as
   * long as the server lets them wait. The transaction that held this lock has released all its
   * locks by then, so the other requests that are held back are tried at once.
   */
  private void waitForLocksIfNeeded() {
    if (waiting) {
      return;
    }
    AppendGroup group = backlog.lendFirst(stuck);
    if (group.isEmpty()) {
      return;
    }
    waiting = true;
    try {
      executor.execute(() -> storeAfterWaiting(group));
    } catch (Throwable e) { // the executor may have no thread
      backlog.takeBack(group.requests());
      waiting = false;
    }
  }

  private void storeAfterWaiting(AppendGroup group) {
    List<AppendRequest> locked = List.of();
    try {
      locked = waitingWriter.storeAfterWaiting(group, backlog::lendMore);
      stuck = null;
    } catch (StoreUnavailableException e) {
      stuck = group.requests().getFirst().chat();
      group.requests().forEach(request -> request.fail(e));
    } catch (Throwable e) {
      LOG.error("Appending failed in an unforeseen way", e);
      group.requests().forEach(request -> request.fail(e));
    } finally {
      backlog.takeBack(locked);
      waiting = false;
      lane.wake();
    }
  }
}
