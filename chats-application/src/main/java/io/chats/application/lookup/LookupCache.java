package io.chats.application.lookup;

import io.chats.support.LogContext;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Looks values up in a cache, and missing ones at their source: all together, and each key in one
 * request at a time, however many callers ask for it. Profiles and files are looked up by it. Safe
 * for use by any thread.
 */
final class LookupCache<K, V> {

  /** Longer than any source takes; callers then stop waiting for a request that is stuck. */
  private static final long TIMEOUT_SECONDS = 30;

  private final Function<Set<K>, Map<K, V>> cache;
  private final Consumer<Map<K, V>> remember;
  private final Function<Set<K>, Map<K, V>> source;
  private final ConcurrentMap<K, CompletableFuture<V>> inFlight = new ConcurrentHashMap<>();

  /**
   * @param source answers every key it is given, in bounded time
   */
  LookupCache(
      Function<Set<K>, Map<K, V>> cache,
      Consumer<Map<K, V>> remember,
      Function<Set<K>, Map<K, V>> source) {
    this.cache = cache;
    this.remember = remember;
    this.source = source;
  }

  /**
   * The values of all keys. Blocks as long as the cache and the source do.
   *
   * @throws java.util.concurrent.CompletionException if the source failed
   */
  Map<K, V> find(Set<K> keys) {
    Map<K, V> found = new HashMap<>(cached(keys));
    Map<K, CompletableFuture<V>> awaited = fetch(missing(keys, found), Runnable::run);
    awaited.forEach((key, value) -> found.put(key, value.join()));
    return found;
  }

  /**
   * The values of those keys that are known in time. The source goes on with the others, so that a
   * later caller finds them in the cache. Blocks as long as the cache does, and then no longer than
   * that time.
   *
   * @param executor asks the source
   * @throws java.util.concurrent.CompletionException if the source failed in time
   */
  Map<K, V> find(Set<K> keys, Duration within, Executor executor) {
    Map<K, V> found = new HashMap<>(cached(keys));
    LogContext context = LogContext.current();
    Map<K, CompletableFuture<V>> awaited =
        fetch(missing(keys, found), load -> executor.execute(() -> run(load, context)));
    awaitDone(awaited.values(), within);
    awaited.forEach((key, value) -> {
      if (value.isDone()) {
        found.put(key, value.join());
      }
    });
    return found;
  }

  private static void run(Runnable work, LogContext context) {
    var unused =
        context.during(() -> {
          work.run();
          return true;
        });
  }

  private Map<K, V> cached(Set<K> keys) {
    return keys.isEmpty() ? Map.of() : cache.apply(keys);
  }

  private static <K, V> Set<K> missing(Set<K> keys, Map<K, V> found) {
    Set<K> missing = new HashSet<>(keys);
    missing.removeAll(found.keySet());
    return missing;
  }

  private static void awaitDone(Collection<? extends CompletableFuture<?>> all, Duration within) {
    var unused =
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
            .handle((done, failure) -> true)
            .completeOnTimeout(false, within.toNanos(), TimeUnit.NANOSECONDS)
            .join();
  }

  private Map<K, CompletableFuture<V>> fetch(Set<K> keys, Executor loading) {
    Map<K, CompletableFuture<V>> awaited = new HashMap<>();
    Map<K, CompletableFuture<V>> own = new HashMap<>();
    for (K key : keys) {
      CompletableFuture<V> mine = new CompletableFuture<>();
      CompletableFuture<V> theirs = inFlight.putIfAbsent(key, mine);
      awaited.put(key, theirs == null ? mine : theirs);
      if (theirs == null) {
        var unused =
            mine.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .whenComplete((value, failure) -> inFlight.remove(key, mine));
        own.put(key, mine);
      }
    }
    if (!own.isEmpty()) {
      loading.execute(() -> load(own));
    }
    return awaited;
  }

  /** Completes all of these in any case, since other callers wait for them. */
  private void load(Map<K, CompletableFuture<V>> own) {
    try {
      Map<K, V> values = source.apply(Set.copyOf(own.keySet()));
      remember.accept(values);
      own.forEach((key, future) -> answer(future, values.get(key)));
    } catch (Throwable e) {
      own.values().forEach(future -> future.completeExceptionally(e));
    }
  }

  private static <V> void answer(CompletableFuture<V> future, V value) {
    if (value == null) {
      future.completeExceptionally(new IllegalStateException("the source left out a key"));
    } else {
      future.complete(value);
    }
  }
}
