package io.chats.launcher.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Entries in memory, before those of another cache. Failures of the other cache's are not
 * remembered here: they would live for longer than they should.
 */
final class LocalCache<K, V> {

  private final Cache<Object, V> entries;
  private final Function<K, ?> identity;
  private final Predicate<V> isFailure;
  private final BackingCache<K, V> next;
  private final CacheMonitor monitor;

  /**
   * @param identity the same for keys that share a value
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
    this.monitor = bounds.monitor();
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

  Map<K, V> get(Set<K> keys) {
    Map<K, V> found = inMemory(keys);
    Set<K> unknown = new HashSet<>(keys);
    unknown.removeAll(found.keySet());
    monitor.near().add(found.size(), unknown.size());
    if (!unknown.isEmpty()) {
      found.putAll(askNext(unknown));
    }
    return Map.copyOf(found);
  }

  /**
   * Only what is in memory. Counted only if that is all: else {@link #get} comes next, and counts.
   */
  Map<K, V> near(Set<K> keys) {
    Map<K, V> found = inMemory(keys);
    if (found.size() == keys.size()) {
      monitor.near().add(found.size(), 0);
    }
    return found;
  }

  void put(Map<K, V> added) {
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
      monitor.far().add(answers.size(), keys.size() - answers.size());
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
}
