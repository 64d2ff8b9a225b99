package io.chats.adapter.nats.bus.dispatch;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fails what is not done within a time, or up to a hundredth of it early: what begins at about the
 * same moment shares a clock, since one for each would cost more than most of it takes. Safe for
 * use by any thread.
 */
public final class SharedTimeLimit {

  private static final int GRAINS = 100;

  private final Duration time;
  private final Duration grain;
  private final Executor executor;

  /** The one at the start is closed. */
  private volatile Group latest = new Group(System.nanoTime());

  /**
   * @param executor runs what follows from failing
   */
  public SharedTimeLimit(Duration time, Executor executor) {
    this.time = time;
    this.grain = time.dividedBy(GRAINS);
    this.executor = executor;
  }

  /** From now on it has so much time to complete; else it fails. */
  void apply(CompletableFuture<?> future) {
    Group group = group();
    group.add(future);
    var unused = future.whenComplete((result, failure) -> group.remove(future));
  }

  private Group group() {
    Group found = latest;
    return found.isOpen() ? found : next();
  }

  private synchronized Group next() {
    if (!latest.isOpen()) {
      Group group = new Group(System.nanoTime() + grain.toNanos());
      CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS, executor)
          .execute(group::end);
      latest = group;
    }
    return latest;
  }

  /** What begins before it closes. */
  private static final class Group {

    private final long closing;
    private final Set<CompletableFuture<?>> outstanding = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    Group(long closing) {
      this.closing = closing;
    }

    boolean isOpen() {
      return System.nanoTime() - closing < 0;
    }

    void add(CompletableFuture<?> future) {
      outstanding.add(future);
      if (over) { // whoever adds it was held up for all that time
        fail(future);
      }
    }

    @SuppressWarnings("CollectionUndefinedEquality") // the very one is meant
    void remove(CompletableFuture<?> future) {
      outstanding.remove(future);
    }

    void end() {
      over = true;
      outstanding.forEach(Group::fail);
    }

    private static void fail(CompletableFuture<?> future) {
      future.completeExceptionally(new TimeoutException());
    }
  }
}
