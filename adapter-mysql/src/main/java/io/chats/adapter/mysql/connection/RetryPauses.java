package io.chats.adapter.mysql.connection;

import io.chats.support.Backoff;
import java.time.Duration;

/**
 * Blocks between the attempts of one call, a few times at most and never beyond the call's
 * deadline. For one thread.
 */
public final class RetryPauses {

  private static final int MAX_PAUSES = 6;

  private final Deadline deadline;
  private final Backoff backoff;
  private int taken;

  /**
   * @param first the longest that the first pause may be; each further one may be twice as long
   */
  public RetryPauses(Deadline deadline, Duration first) {
    this.deadline = deadline;
    this.backoff = new Backoff(first, first.multipliedBy(1L << MAX_PAUSES));
  }

  /** Blocks, and returns whether to try again: not when it is too late or was tried enough. */
  public boolean pause() {
    Duration pause = backoff.pause(taken);
    if (taken++ == MAX_PAUSES || !deadline.allows(pause)) {
      return false;
    }
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
