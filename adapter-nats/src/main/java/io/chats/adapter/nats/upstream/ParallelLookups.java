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

/** Looks up many things at the same time. */
final class ParallelLookups {

  private ParallelLookups() {}

  /**
   * Blocks until all look-ups have ended.
   *
   * @param lookUp starts one look-up; its future may fail
   * @param timeout the longest wait
   * @param otherwise the value of a look-up that failed or was late
   * @return a value for each key
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
      // The values that are there are used.
    }
  }
}
