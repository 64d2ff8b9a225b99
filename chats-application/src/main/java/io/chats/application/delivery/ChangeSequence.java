package io.chats.application.delivery;

import io.chats.domain.event.ChatChange;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the announced changes of one chat in the order of their versions, each once. A change that
 * comes early waits, within a bound, for the one before it. Not safe for use by several threads.
 */
final class ChangeSequence {

  /** So many changes wait, those nearest to being next; beyond, the database is quicker. */
  static final int MOST_WAITING = 256;

  private final TreeMap<Long, ChatChange> waiting = new TreeMap<>();
  private long version;

  /** The version up to which all is done. */
  long version() {
    return version;
  }

  /** Goes on from a version that the database told; what is older waits no more. */
  void startAt(long versionNow) {
    version = versionNow;
    waiting.headMap(version).clear();
  }

  /** Takes a change in, unless it is done or waits already. */
  void add(ChatChange change) {
    if (change.fromVersion() >= version) {
      waiting.putIfAbsent(change.fromVersion(), change);
      if (waiting.size() > MOST_WAITING) {
        waiting.pollLastEntry();
      }
    }
  }

  /** The change that is next, if it has come; it stays so until it is done. */
  Optional<ChatChange> next() {
    return Optional.ofNullable(waiting.get(version));
  }

  /** The change that was next is done. */
  void done() {
    startAt(waiting.remove(version).toVersion());
  }

  /** Has a change wait no longer. */
  void drop(ChatChange change) {
    waiting.remove(change.fromVersion(), change);
  }

  /** Whether a change is waiting for one that has not come. */
  boolean hasGap() {
    return !waiting.isEmpty() && !waiting.containsKey(version);
  }
}
