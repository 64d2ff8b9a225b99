package io.chats.application.feed;

import io.chats.domain.port.ChangeFeed.IdRange;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The ids of one source that were skipped: their transactions are open still, or were rolled back.
 * Used by one thread at a time.
 */
final class MissingIds {

  private final TreeMap<Long, Missing> byFirst = new TreeMap<>();
  private final Queue<PassedOver> passedOver = new ArrayDeque<>();

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

  /** Notes that nobody will ask for the ids from that one to the last that was read. */
  void passOver(long first, long since) {
    passedOver.add(new PassedOver(first, since));
  }

  /** Passes over all that are missing, as there are too many to ask for. */
  void passOverAll(long since) {
    passOver(byFirst.firstKey(), since);
    byFirst.clear();
  }

  /** Forgets what has been missing, or was passed over, since that time or longer. */
  void forgetSince(long time) {
    byFirst.values().removeIf(missing -> missing.since() - time <= 0);
    passedOver.removeIf(ids -> ids.since() - time <= 0);
  }

  void clear() {
    byFirst.clear();
    passedOver.clear();
  }

  /** Returns whether none was passed over. */
  boolean isComplete() {
    return passedOver.isEmpty();
  }

  /** The number of ranges to ask for. */
  int size() {
    return byFirst.size();
  }

  List<IdRange> ranges() {
    return byFirst.entrySet().stream()
        .map(entry -> new IdRange(entry.getKey(), entry.getValue().last()))
        .toList();
  }

  /** The lowest id that is missing or was passed over. */
  OptionalLong lowest() {
    LongStream missing = byFirst.isEmpty() ? LongStream.empty() : LongStream.of(byFirst.firstKey());
    return LongStream.concat(missing, passedOver.stream().mapToLong(PassedOver::first)).min();
  }

  /**
   * A range without its first id.
   *
   * @param since on the scale of {@link System#nanoTime}
   */
  private record Missing(long last, long since) {}

  /**
   * Ids that are not asked for.
   *
   * @param since as above
   */
  private record PassedOver(long first, long since) {}
}
