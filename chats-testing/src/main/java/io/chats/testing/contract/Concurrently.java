package io.chats.testing.contract;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does things at the same moment. */
public final class Concurrently {

  private static final long PATIENCE = 30;

  private Concurrently() {}

  /** The results, in the order of the actions. */
  public static <T> List<T> all(List<? extends Callable<T>> actions) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = actions.stream().map(threads::submit).toList();
      return running.stream().map(Concurrently::result).toList();
    }
  }

  private static <T> T result(Future<T> running) {
    try {
      return running.get(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("not done in time", e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }
}
