package io.chats.application.feed;

import io.chats.domain.port.ChangeFeed.IdRange;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The ids of one source that were skipped: their transactions are open still, or were rolled back.
 * Used by one thread at a time.
 */
final class MissingIds {

  private final TreeMap<Long, Missing> byFirst = new TreeMap<>();

  /** Notes the ids from the first to the last, if there are any. */
  void add(long first, long last, long since) {
    if (first <= last) {
      byFirst.put(first, new Missing(last, since));
    }
  }

  /** Notes that an id has appeared; nothing happens when it was not missing. */
  void found(long id) {
    Map.Entry<Long, Missing> around = byFirst.floorEntry(id);
    if (around != null && id <= around.getValue().last()) {
      byFirst.remove(around.getKey());
      long since = around.getValue().since();
      add(around.getKey(), id - 1, since);
      add(id + 1, around.getValue().last(), since);
    }
  }

  /** Forgets what has been missing since that time or longer. */
  void forgetSince(long time) {
    byFirst.values().removeIf(missing -> missing.since() - time <= 0);
  }

  void clear() {
    byFirst.clear();
  }

  int size() {
    return byFirst.size();
  }

  List<IdRange> ranges() {
    return byFirst.entrySet().stream()
        .map(entry -> new IdRange(entry.getKey(), entry.getValue().last()))
        .toList();
  }

  /** The lowest id that is missing. */
  OptionalLong lowest() {
    return byFirst.isEmpty() ? OptionalLong.empty() : OptionalLong.of(byFirst.firstKey());
  }

  /**
   * A range without its first id.
   *
   * @param since on the scale of {@link System#nanoTime}
   */
  private record Missing(long last, long since) {}
}
