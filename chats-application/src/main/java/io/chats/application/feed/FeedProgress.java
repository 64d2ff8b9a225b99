package io.chats.application.feed;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * How far this node has passed on what the feed of changes says of messages. Sessions resume by
 * these ids, not by the time, since clocks differ and step. Safe for use by any thread.
 */
public final class FeedProgress {

  /** The readings whose last message is not settled; used by the thread that advances. */
  private final Queue<Reading> unsettled = new ArrayDeque<>();

  private volatile long settled;
  private volatile long readings;
  private volatile long settledReading;

  /**
   * Every message with this id or a lower one that will ever be committed was read, and the changes
   * of participants that were committed before were passed on. It never falls. 0 while the feed was
   * not read yet.
   */
  public long settled() {
    return settled;
  }

  /** A moment, which {@link #isSettled} compares with what was read since. */
  public long now() {
    return readings;
  }

  /** Returns whether every message that was committed before that moment is settled. */
  public boolean isSettled(long moment) {
    // The reading that was under way at that moment may have begun before it.
    return settledReading - moment >= 2;
  }

  /**
   * Notes that a reading was passed on; to be called by one thread at a time.
   *
   * @param settledNow every message with this id or a lower one was read
   * @param lastRead the highest id that was read
   */
  public void advance(long settledNow, long lastRead) {
    settled = Math.max(settled, settledNow);
    long number = readings + 1;
    unsettled.add(new Reading(number, lastRead));
    while (!unsettled.isEmpty() && unsettled.peek().last() <= settled) {
      settledReading = unsettled.remove().number();
    }
    readings = number;
  }

  private record Reading(long number, long last) {}
}
