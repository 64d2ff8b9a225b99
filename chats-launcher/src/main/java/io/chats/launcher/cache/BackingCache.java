package io.chats.launcher.cache;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

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
