package io.chats.launcher.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A cache in memory before another one. Failed look-ups that the other cache knows are not copied
 * into memory, where they would live for longer than they should. Safe for use by any thread.
 */
class LocalCache<K, V> {

  private final Cache<Object, V> entries;
  private final Function<K, ?> identity;
  private final Predicate<V> isFailure;
  private final BackingCache<K, V> next;
  private final CacheBounds bounds;

  /**
   * @param identity equal for keys that share a value
   * @param isFailure whether a value says that a look-up failed
   * @param next the cache behind, asked for what is not in memory
   */
  LocalCache(
      CacheBounds bounds,
      Function<K, ?> identity,
      Predicate<V> isFailure,
      BackingCache<K, V> next,
      Ticker ticker) {
    this.identity = identity;
    this.isFailure = isFailure;
    this.next = next;
    this.bounds = bounds;
    entries =
        Caffeine.newBuilder()
            .maximumSize(bounds.entries())
            .expireAfter(
                Expiry.<Object, V>writing((key, value) ->
                    isFailure.test(value) ? bounds.failureLifetime() : bounds.lifetime()))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Returns what is known, here or behind. */
  public final Map<K, V> get(Set<K> keys) {
    Map<K, V> found = inMemory(keys);
    Set<K> unknown = new HashSet<>(keys);
    unknown.removeAll(found.keySet());
    bounds.memory().add(found.size(), unknown.size());
    if (!unknown.isEmpty()) {
      found.putAll(askNext(unknown));
    }
    return Map.copyOf(found);
  }

  /**
   * Returns what is in memory. Counts only if that is all, since otherwise {@link #get} follows,
   * which counts.
   */
  public final Map<K, V> near(Set<K> keys) {
    Map<K, V> found = inMemory(keys);
    if (found.size() == keys.size()) {
      bounds.memory().add(found.size(), 0);
    }
    return found;
  }

  /** Remembers entries, here and behind. */
  public final void put(Map<K, V> added) {
    added.forEach(this::remember);
    next.put().accept(added);
  }

  private Map<K, V> inMemory(Set<K> keys) {
    Map<K, V> found = HashMap.newHashMap(keys.size());
    for (K key : keys) {
      V value = entries.getIfPresent(identity.apply(key));
      if (value != null) {
        found.put(key, value);
      }
    }
    return found;
  }

  private Map<K, V> askNext(Set<K> keys) {
    Map<K, V> answers = next.get().apply(keys);
    if (next.exists()) {
      bounds.backing().add(answers.size(), keys.size() - answers.size());
    }
    answers.forEach((key, value) -> {
      if (!isFailure.test(value)) {
        remember(key, value);
      }
    });
    return answers;
  }

  private void remember(K key, V value) {
    entries.put(identity.apply(key), value);
  }

  /**
   * The cache behind one in memory.
   *
   * @param exists false if there is none, so that no entry is ever found
   */
  record BackingCache<K, V>(
      Function<Set<K>, Map<K, V>> get, Consumer<Map<K, V>> put, boolean exists) {

    BackingCache(Function<Set<K>, Map<K, V>> get, Consumer<Map<K, V>> put) {
      this(get, put, true);
    }

    static <K, V> BackingCache<K, V> none() {
      return new BackingCache<>(keys -> Map.of(), entries -> {}, false);
    }
  }
}
