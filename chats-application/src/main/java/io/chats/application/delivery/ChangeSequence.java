package io.chats.application.delivery;

import io.chats.domain.event.ChatChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the announced changes of one chat in the order of their versions, each once. A change that
 * comes early waits, within a bound, for the one before it. Not safe for use by several threads.
 */
final class ChangeSequence {

  /** So many early changes wait; beyond, the database is quicker. */
  private static final int MOST_EARLY = 256;

  private final TreeMap<Long, ChatChange> early = new TreeMap<>();
  private long version;

  /** Starts over at the version that the database told. */
  void startAt(long versionNow) {
    version = versionNow;
    early.headMap(version).clear();
  }

  long version() {
    return version;
  }

  /** The changes that are next now, in order; empty for one that is known or early. */
  List<ChatChange> accept(ChatChange change) {
    if (change.fromVersion() >= version && early.size() < MOST_EARLY) {
      early.putIfAbsent(change.fromVersion(), change);
    }
    return next();
  }

  /** The early changes that are next now, in order. */
  List<ChatChange> next() {
    List<ChatChange> next = new ArrayList<>();
    for (var first = early.firstEntry(); isNext(first); first = early.firstEntry()) {
      next.add(early.pollFirstEntry().getValue());
      version = first.getValue().toVersion();
      early.headMap(version).clear();
    }
    return next;
  }

  /** Whether a change is waiting for one that has not come. */
  boolean hasGap() {
    return !early.isEmpty();
  }

  private boolean isNext(Map.Entry<Long, ChatChange> entry) {
    return entry != null && entry.getKey() == version;
  }
}
