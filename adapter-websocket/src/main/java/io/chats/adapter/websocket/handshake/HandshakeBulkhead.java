package io.chats.adapter.websocket.handshake;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Lets few sessions in at a time: when all come back at once, those who are there and talk are held
 * up by few. Whose turn takes long goes on without it, since it waits for others, such as who
 * checks tokens. Safe for use by any thread.
 */
public final class HandshakeBulkhead {

  static final int AT_ONCE = 4;

  private static final Duration TURN = Duration.ofMillis(20);

  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final ScheduledExecutorService timer;

  /**
   * @param timer ends turns; never blocked
   */
  public HandshakeBulkhead(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** Blocks until it is this one's turn, and while it enters. */
  public <T> T inTurn(Supplier<T> entering) {
    turns.acquireUninterruptibly();
    AtomicBoolean hasTurn = new AtomicBoolean(true);
    try {
      return entered(hasTurn, entering);
    } finally {
      end(hasTurn);
    }
  }

  private <T> T entered(AtomicBoolean hasTurn, Supplier<T> entering) {
    Future<?> end = timer.schedule(() -> end(hasTurn), TURN.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return entering.get();
    } finally {
      end.cancel(false);
    }
  }

  /** How many could enter now. */
  int free() {
    return turns.availablePermits();
  }

  private void end(AtomicBoolean hasTurn) {
    if (hasTurn.getAndSet(false)) {
      turns.release();
    }
  }
}
