package io.chats.adapter.mysql.connection;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Knows whether the database takes writes, by what became of the last ones: a server that became
 * read-only, whose disk is full, or whose user lost a right answers everything else as usual. Any
 * thread may use it; nothing blocks.
 */
public final class WriteState {

  /** The time for which a refused write says that others would be refused as well. */
  private static final Duration VALID = Duration.ofSeconds(10);

  /** The least time from one call of the listeners to the next. */
  private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(5);

  private final LongSupplier nanoTime;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong movedAt;
  private volatile long wroteAt;
  private volatile Optional<Refused> refused = Optional.empty();

  /**
   * @param nanoTime such as {@link System#nanoTime}
   */
  public WriteState(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.wroteAt = nanoTime.getAsLong() - Duration.ofDays(1).toNanos();
    this.movedAt = new AtomicLong(wroteAt);
  }

  /** Calls the listener, now and then, when another server should be looked for. */
  void onMove(Runnable listener) {
    listeners.add(listener);
  }

  /** Has the listeners look for another server, unless they have just done so. */
  void move() {
    long now = nanoTime.getAsLong();
    long last = movedAt.get();
    if (now - last >= BETWEEN_CHANGES.toNanos() && movedAt.compareAndSet(last, now)) {
      listeners.forEach(Runnable::run);
    }
  }

  /** Notes that a transaction was committed that has written something. */
  public void wrote() {
    wroteAt = nanoTime.getAsLong();
    refused = Optional.empty();
  }

  /** Notes that a small write was committed, which a full disk may take all the same. */
  public void wroteLittle() {
    if (refused.filter(it -> it.reason().isOutOfSpace()).isEmpty()) {
      wrote();
    }
  }

  /** Notes a failure, which may say nothing about writes. */
  void failed(DatabaseFailure failure) {
    if (failure.refusesWrites()) {
      refused = Optional.of(new Refused(failure, nanoTime.getAsLong()));
    }
    if (failure.isReadOnly()) {
      move();
    }
  }

  /** Returns whether something was written within that time. */
  public boolean wroteWithin(Duration time) {
    return nanoTime.getAsLong() - wroteAt < time.toNanos();
  }

  /** The reason for which writes are refused at the moment, for operators. */
  public Optional<String> refusal() {
    long now = nanoTime.getAsLong();
    return refused
        .filter(it -> now - it.at() < VALID.toNanos())
        .map(it -> it.reason().explanation());
  }

  /**
   * A write that was refused.
   *
   * @param at on the scale of the clock
   */
  private record Refused(DatabaseFailure reason, long at) {}
}
