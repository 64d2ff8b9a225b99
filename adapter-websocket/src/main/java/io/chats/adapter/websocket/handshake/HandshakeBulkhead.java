package io.chats.adapter.websocket.handshake;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Lets few sessions open at a time, so that a rush of clients does not slow down the sessions that
 * are open. A call that takes long loses its permit and goes on without it: it waits for others,
 * such as the check of tokens, and uses little of the node. Safe for use by any thread.
 */
public final class HandshakeBulkhead {

  static final int SIZE = 4;
  private static final Duration MAX_HOLD = Duration.ofMillis(20);

  private final Semaphore permits = new Semaphore(SIZE, true);
  private final ScheduledExecutorService timer;

  /**
   * @param timer takes permits back; never blocked
   */
  public HandshakeBulkhead(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** Makes a call. Blocks until there is a permit, in the order of arrival, and during the call. */
  public <T> T call(Supplier<T> call) {
    permits.acquireUninterruptibly();
    AtomicBoolean held = new AtomicBoolean(true);
    try {
      return callHolding(held, call);
    } finally {
      release(held);
    }
  }

  private <T> T callHolding(AtomicBoolean held, Supplier<T> call) {
    Future<?> expiry =
        timer.schedule(() -> release(held), MAX_HOLD.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return call.get();
    } finally {
      expiry.cancel(false);
    }
  }

  /** The number of permits that are free now. */
  int available() {
    return permits.availablePermits();
  }

  private void release(AtomicBoolean held) {
    if (held.getAndSet(false)) {
      permits.release();
    }
  }
}
