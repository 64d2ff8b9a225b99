package io.chats.adapter.nats.upstream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Looks many things up side by side. */
final class ParallelLookups {

  private ParallelLookups() {}

  /**
   * Blocks until all have answered, at most so long.
   *
   * @param lookUp starts one; its future may fail
   * @param otherwise stands for what failed, or came too late
   * @return something for each key
   */
  static <K, V> Map<K, V> all(
      Set<K> keys, Function<K, CompletableFuture<V>> lookUp, Duration timeout, V otherwise) {
    Map<K, CompletableFuture<V>> started = new HashMap<>();
    keys.forEach(key -> started.put(key, lookUp.apply(key).exceptionally(e -> otherwise)));
    await(CompletableFuture.allOf(started.values().toArray(CompletableFuture[]::new)), timeout);
    Map<K, V> found = new HashMap<>();
    started.forEach((key, value) -> found.put(key, value.getNow(otherwise)));
    return found;
  }

  private static void await(CompletableFuture<Void> all, Duration timeout) {
    try {
      all.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Those that are there are there.
    }
  }
}
