package io.chats.testing.contract;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs actions at the same time. */
public final class Concurrently {

  private static final long TIMEOUT = 30;

  private Concurrently() {}

  /**
   * Runs all actions and returns their results, in the order of the actions.
   *
   * @throws AssertionError if an action fails or takes longer than 30 seconds
   */
  public static <T> List<T> all(List<? extends Callable<T>> actions) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = actions.stream().map(threads::submit).toList();
      return running.stream().map(Concurrently::result).toList();
    }
  }

  private static <T> T result(Future<T> running) {
    try {
      return running.get(TIMEOUT, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("not done in time", e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }
}
