package io.chats.application;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that an embedded node starts for itself when none were handed in. */
final class OwnThreads implements AutoCloseable {

  /** The time that tasks in flight have to end. */
  static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final List<ExecutorService> started = new CopyOnWriteArrayList<>();

  ExecutorService executor() {
    return owned(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("chats-", 0).factory()));
  }

  ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("chats-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return owned(timer);
  }

  /** Waits for tasks in flight for a bounded time, then interrupts them. */
  @Override
  public void close() {
    long end = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
    // In reverse order, since the timer hands tasks to the executor.
    for (ExecutorService service : started.reversed()) {
      service.shutdown();
      if (!ends(service, end)) {
        service.shutdownNow();
      }
    }
  }

  private <T extends ExecutorService> T owned(T service) {
    started.add(service);
    return service;
  }

  private static boolean ends(ExecutorService service, long end) {
    try {
      return service.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
