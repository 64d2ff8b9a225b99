package io.chats.application.delivery.sync;

import io.chats.application.api.OpenSession.ChatPosition;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The syncs of one session, one at a time. Safe for use by any thread; no method blocks. */
public final class SyncQueue {

  /** A client has no use for more: it asks again without waiting for the answer. */
  private static final int MAX_WAITING = 3;

  private final DeliverySession session;
  private final SyncRooms rooms;
  private final SyncLimiter limiter;
  private final DeliveryContext context;
  private final Queue<SyncRun> waiting = new ArrayDeque<>(1);
  private boolean running;

  public SyncQueue(
      DeliverySession session, SyncRooms rooms, SyncLimiter limiter, DeliveryContext context) {
    this.session = session;
    this.rooms = rooms;
    this.limiter = limiter;
    this.context = context;
  }

  /** As {@link io.chats.application.api.OpenSession#sync}. */
  public CompletionStage<Void> sync(List<ChatPosition> listed) {
    SyncRun run = new SyncRun(session, listed, rooms, limiter, context);
    if (!add(run)) {
      Refusal refusal = new Refusal.Overloaded("syncs of this session");
      return CompletableFuture.failedStage(new RefusedException(refusal));
    }
    runNext();
    return run.ended();
  }

  private synchronized boolean add(SyncRun run) {
    return (waiting.size() < MAX_WAITING || !running) && waiting.add(run);
  }

  private void runNext() {
    next().ifPresent(this::run);
  }

  private void run(SyncRun run) {
    var unused =
        run.ended()
            .whenComplete((done, failure) -> {
              stopped();
              runNext();
            });
    run.start();
  }

  private synchronized Optional<SyncRun> next() {
    if (running) {
      return Optional.empty();
    }
    Optional<SyncRun> next = Optional.ofNullable(waiting.poll());
    running = next.isPresent();
    return next;
  }

  private synchronized void stopped() {
    running = false;
  }
}
