package io.chats.support;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
   * as {@code mayGoOn} says so and none has failed.
   *
   * @throws RuntimeException the first one that an action threw
   */
  public <T> void forEach(Collection<T> things, Consumer<T> action, BooleanSupplier mayGoOn) {
    Queue<T> waiting = new ConcurrentLinkedQueue<>(things);
    CompletableFuture<?>[] workers =
        Stream.generate(() -> worker(waiting, action, mayGoOn))
            .limit(Math.min(maxWorkers, things.size()))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(workers).join();
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
          } catch (RuntimeException e) {
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
