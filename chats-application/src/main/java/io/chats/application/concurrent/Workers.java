package io.chats.application.concurrent;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Does the same with many things, some of them at a time. */
public final class Workers {

  private final Executor executor;
  private final int most;

  /**
   * @param executor gives each worker a thread of its own while it works
   * @param most at a time
   */
  public Workers(Executor executor, int most) {
    this.executor = executor;
    this.most = most;
  }

  /**
   * Blocks until all is done that was begun. Each thing is begun in the order given, while going on
   * is allowed and nothing has failed.
   *
   * @throws RuntimeException the first that the action threw
   */
  public <T> void forEach(Collection<T> things, Consumer<T> action, BooleanSupplier mayGoOn) {
    Queue<T> waiting = new ConcurrentLinkedQueue<>(things);
    CompletableFuture<?>[] workers =
        Stream.generate(() -> worker(waiting, action, mayGoOn))
            .limit(Math.min(most, things.size()))
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
