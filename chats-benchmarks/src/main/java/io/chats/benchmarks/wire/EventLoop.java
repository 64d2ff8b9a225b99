package io.chats.benchmarks.wire;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The thread that calls it reads and writes for all its connections. What is sent while a turn
 * lasts is written at its end, together.
 */
public final class EventLoop implements AutoCloseable {

  private static final long IDLE_MILLIS = 5;

  private final Selector selector;
  private final Queue<Wire> unwritten = new ArrayDeque<>();

  public EventLoop() throws IOException {
    this.selector = Selector.open();
  }

  void add(Wire wire) throws IOException {
    wire.channel().configureBlocking(false);
    wire.channel().register(selector, SelectionKey.OP_READ, wire);
  }

  void hasSomethingToWrite(Wire wire) {
    unwritten.add(wire);
  }

  /** Goes on for so long; before each turn it does that. */
  public void run(Duration duration, Runnable beforeEachTurn) throws IOException {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      beforeEachTurn.run();
      turn(IDLE_MILLIS);
    }
  }

  /** Goes on for so long, likewise; how much more is counted a second meanwhile. */
  public double perSecond(LongSupplier counted, Duration duration, Runnable beforeEachTurn)
      throws IOException {
    long before = counted.getAsLong();
    long start = System.nanoTime();
    run(duration, beforeEachTurn);
    return (counted.getAsLong() - before) / ((System.nanoTime() - start) / 1e9);
  }

  /**
   * Goes on until that holds, for so long at most.
   *
   * @return whether it holds
   */
  public boolean await(BooleanSupplier condition, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      turn(IDLE_MILLIS);
    }
    return condition.getAsBoolean();
  }

  /** Reads what has come, or waits so long for something, and writes what is to be written. */
  public void turn(long millis) throws IOException {
    write();
    if (unwritten.isEmpty() && millis > 0) {
      selector.select(millis);
    } else {
      selector.selectNow();
    }
    for (SelectionKey key : selector.selectedKeys()) {
      ((Wire) key.attachment()).readable();
    }
    selector.selectedKeys().clear();
    write();
  }

  /** What a socket does not take now waits for the next turn. */
  private void write() throws IOException {
    for (int left = unwritten.size(); left > 0; left--) {
      Wire wire = unwritten.remove();
      if (!wire.written()) {
        unwritten.add(wire);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
