package io.chats.adapter.monitoring.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes lines to an output that may block for ever, on a thread of its own. Lines that wait are
 * bounded in bytes; beyond the bound new ones are dropped and counted. Safe for use by any thread;
 * nobody but the writing thread waits for the output.
 */
final class LineWriter {

  /** The cost of a waiting line besides its bytes. */
  private static final int OVERHEAD = 64;

  private final OutputStream output;
  private final int maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // The fields below are guarded by the lock.

  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean writing;
  private boolean stopped;
  private long dropped;

  /**
   * @param maxBytes the bytes of the lines that may wait
   */
  LineWriter(OutputStream output, int maxBytes) {
    this.output = output;
    this.maxBytes = maxBytes;
  }

  /** Starts the thread that writes; it keeps no process from ending. */
  void start() {
    Thread.ofPlatform().daemon().name("log-output").start(this::run);
  }

  /** Adds a line; returns false when it is dropped. */
  boolean offer(byte[] line) {
    lock.lock();
    try {
      if (stopped || waitingBytes + line.length + OVERHEAD > maxBytes) {
        dropped++;
        return false;
      }
      waiting.add(line);
      waitingBytes += line.length + OVERHEAD;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The number of lines that were dropped. */
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Accepts no more lines, and blocks until all are written or the time is over. */
  void stop(Duration timeout) {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
      long left = timeout.toNanos();
      while ((writing || !waiting.isEmpty()) && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (byte[] line = next(); line.length > 0; line = next()) {
      write(line);
    }
  }

  /** A broken output is tried again with the next line. */
  private void write(byte[] line) {
    try {
      output.write(line);
      output.flush();
    } catch (IOException e) {
      lock.lock();
      try {
        dropped++;
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits for a line; an empty one is the end. */
  private byte[] next() {
    lock.lock();
    try {
      writing = false;
      changed.signalAll();
      while (waiting.isEmpty() && !stopped) {
        changed.await(1, TimeUnit.MINUTES);
      }
      if (waiting.isEmpty()) {
        return new byte[0];
      }
      writing = true;
      byte[] line = waiting.remove();
      waitingBytes -= line.length + OVERHEAD;
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new byte[0];
    } finally {
      lock.unlock();
    }
  }
}
