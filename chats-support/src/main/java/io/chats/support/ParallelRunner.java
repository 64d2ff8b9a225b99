package io.chats.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Applies one action to many things, several of them at a time. */
public final class ParallelRunner {

  private final Executor executor;
  private final int maxWorkers;

  /**
   * @param executor gives each worker a thread of its own while it works
   * @param maxWorkers the number of threads at a time
   */
  public ParallelRunner(Executor executor, int maxWorkers) {
    this.executor = executor;
    this.maxWorkers = maxWorkers;
  }

  /**
   * Blocks until every action that was begun has ended. Actions begin in the order given, as long
   * as {@code mayGoOn} says so and none has failed. When the executor gives fewer threads than
   * asked for, those do all the work.
   *
   * @throws RuntimeException the first one that an action threw; a {@link CompletionException} with
   *     the cause when that was an error
   * @throws RejectedExecutionException if the executor gives no thread at all
   */
  public <T> void forEach(Collection<T> things, Consumer<T> action, BooleanSupplier mayGoOn) {
    Queue<T> waiting = new ConcurrentLinkedQueue<>(things);
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    try {
      while (workers.size() < Math.min(maxWorkers, things.size())) {
        workers.add(worker(waiting, action, mayGoOn));
      }
    } catch (RejectedExecutionException e) {
      if (workers.isEmpty()) {
        throw e;
      }
    }
    join(workers);
  }

  private static void join(List<CompletableFuture<Void>> workers) {
    try {
      CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private <T> CompletableFuture<Void> worker(
      Queue<T> waiting, Consumer<T> action, BooleanSupplier mayGoOn) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work(waiting, action, mayGoOn);
          } catch (Throwable e) {
            waiting.clear();
            throw e;
          }
        },
        executor);
  }

  private static <T> void work(Queue<T> waiting, Consumer<T> action, BooleanSupplier mayGoOn) {
    T next = waiting.poll();
    while (next != null) {
      if (!mayGoOn.getAsBoolean()) {
        return;
      }
      action.accept(next);
      next = waiting.poll();
    }
  }
}
