package io.chats.adapter.nats.bus.dispatch;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fails futures that are not done within a time, or up to a hundredth of it early. Futures of about
 * the same moment share a timer, since a timer for each would cost more than most requests take.
 * Safe for use by any thread.
 */
public final class SharedTimeLimit {

  private static final int GRAINS = 100;

  private final Duration time;
  private final Duration grain;
  private final Executor executor;

  /** The first group is closed from the start. */
  private volatile Group latest = new Group(System.nanoTime());

  /**
   * @param executor runs everything that depends on the failed futures
   */
  public SharedTimeLimit(Duration time, Executor executor) {
    this.time = time;
    this.grain = time.dividedBy(GRAINS);
    this.executor = executor;
  }

  /**
   * Fails the future with a {@link TimeoutException} unless it completes within the time from now.
   */
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

  /** The futures that share a timer: those that were added before the group closed. */
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
      if (over) { // the adding thread was held up for all that time
        fail(future);
      }
    }

    @SuppressWarnings("CollectionUndefinedEquality") // identity is meant
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
