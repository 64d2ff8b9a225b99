package io.chats.adapter.nats.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets something be said at once, and then not again for a while. Safe for use by any thread. */
public final class NowAndThen {

  private final long pauseNanos;
  private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

  public NowAndThen(Duration pause) {
    this.pauseNanos = pause.toNanos();
  }

  /** Whether it is time; if so, the next time is after the pause. */
  public boolean isTime() {
    long now = System.nanoTime();
    long next = notBefore.get();
    return now - next >= 0 && notBefore.compareAndSet(next, now + pauseNanos);
  }
}
