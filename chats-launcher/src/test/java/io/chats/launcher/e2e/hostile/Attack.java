package io.chats.launcher.e2e.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Many clients that do the same harm until they are told to stop; counts how they fared. */
final class Attack implements AutoCloseable {

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ConcurrentMap<String, AtomicLong> counts = new ConcurrentHashMap<>();

  /** What one of them does; it is interrupted by nothing but {@link Attack#pause}. */
  interface Step {

    void run(int number) throws IOException, InterruptedException;
  }

  /**
   * So many clients at a time, who come one after the other within that time: one that was thrown
   * out comes back after the pause.
   */
  void always(int clients, Duration within, Duration pause, Step step) {
    for (int i = 0; i < clients; i++) {
      int number = i;
      threads.execute(() -> {
        pause(within.multipliedBy(number).dividedBy(clients));
        while (attempt(number, step) && pause(pause)) {
          // The next attempt follows.
        }
      });
    }
  }

  /** So many clients each second, whatever becomes of the earlier ones. */
  void eachSecond(int clients, Step step) {
    AtomicLong numbers = new AtomicLong();
    var unused =
        clock.scheduleAtFixedRate(
            () -> threads.execute(() -> attempt((int) numbers.getAndIncrement(), step)),
            0,
            TimeUnit.SECONDS.toNanos(1) / clients,
            TimeUnit.NANOSECONDS);
  }

  /** Waits; returns whether the attack goes on then. */
  boolean pause(Duration time) {
    try {
      return !stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  void count(String what) {
    counts.computeIfAbsent(what, it -> new AtomicLong()).incrementAndGet();
  }

  Map<String, AtomicLong> counts() {
    return new TreeMap<>(counts);
  }

  @Override
  public void close() {
    stopped.countDown();
    clock.shutdownNow();
    threads.shutdownNow();
    threads.close();
  }

  /** Returns whether there may be another attempt. */
  private boolean attempt(int number, Step step) {
    try {
      step.run(number);
      return true;
    } catch (IOException e) {
      count("thrown out");
      return true;
    } catch (IllegalStateException e) {
      count("interrupted");
      return false;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
