package io.chats.launcher.cache;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is asked for what is not remembered here.
 *
 * @param exists false when nothing is: it never has an answer
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
