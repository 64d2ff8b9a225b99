package io.chats.benchmarks.client;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * An event loop: the calling thread reads and writes for all its connections. Data that is sent
 * during a turn is written together at its end.
 */
public final class EventLoop implements AutoCloseable {

  private static final long IDLE_MILLIS = 5;

  private final Selector selector;
  private final Queue<LightClient> unwritten = new ArrayDeque<>();

  public EventLoop() throws IOException {
    this.selector = Selector.open();
  }

  void add(LightClient wire) throws IOException {
    wire.channel().configureBlocking(false);
    wire.channel().register(selector, SelectionKey.OP_READ, wire);
  }

  void hasSomethingToWrite(LightClient wire) {
    unwritten.add(wire);
  }

  /** Runs for the given time, with the action before each turn. */
  public void run(Duration duration, Runnable beforeEachTurn) throws IOException {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      beforeEachTurn.run();
      turn(IDLE_MILLIS);
    }
  }

  /** Runs likewise, and returns by how much the count grew per second. */
  public double perSecond(LongSupplier counted, Duration duration, Runnable beforeEachTurn)
      throws IOException {
    long before = counted.getAsLong();
    long start = System.nanoTime();
    run(duration, beforeEachTurn);
    return (counted.getAsLong() - before) / ((System.nanoTime() - start) / 1e9);
  }

  /**
   * Runs until the condition holds or the limit is over.
   *
   * @return whether the condition holds
   */
  public boolean await(BooleanSupplier condition, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      turn(IDLE_MILLIS);
    }
    return condition.getAsBoolean();
  }

  /** Reads and writes once; waits up to the given time if there is nothing to do. */
  public void turn(long millis) throws IOException {
    write();
    if (unwritten.isEmpty() && millis > 0) {
      selector.select(millis);
    } else {
      selector.selectNow();
    }
    for (SelectionKey key : selector.selectedKeys()) {
      ((LightClient) key.attachment()).readable();
    }
    selector.selectedKeys().clear();
    write();
  }

  /** Writes; data that a socket does not accept waits for the next turn. */
  private void write() throws IOException {
    for (int left = unwritten.size(); left > 0; left--) {
      LightClient wire = unwritten.remove();
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
