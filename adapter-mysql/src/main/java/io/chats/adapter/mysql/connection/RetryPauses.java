package io.chats.adapter.mysql.connection;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses before a transaction is tried again: each longer than the last, and none the same. */
public final class Backoff {

  private static final int MOST = 6;
  private static final Duration FIRST = Duration.ofMillis(2);

  private final Deadline deadline;
  private final Duration first;
  private int pauses;

  public Backoff(Deadline deadline) {
    this(deadline, FIRST);
  }

  /**
   * @param first the longest that the first pause may be; each further one may be twice as long
   */
  public Backoff(Deadline deadline, Duration first) {
    this.deadline = deadline;
    this.first = first;
  }

  /** Waits, unless it is too late or was tried often enough: then returns false. */
  public boolean pause() {
    long longest = first.toNanos() << pauses;
    Duration pause = Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest));
    if (pauses++ == MOST || !deadline.allows(pause)) {
      return false;
    }
    return slept(pause);
  }

  private static boolean slept(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
