package io.chats.application.delivery;

import io.chats.domain.event.ChatChange;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the announced changes of one chat in the order of their versions, each once. A change that
 * arrives early waits, within a bound, for the one before it. Used by one thread at a time.
 */
final class ChangeSequence {

  /** The changes with the lowest versions wait; beyond that the database is quicker. */
  static final int MAX_WAITING = 256;

  private final TreeMap<Long, ChatChange> waiting = new TreeMap<>();
  private long version;

  /** The version up to which every change is done. */
  long version() {
    return version;
  }

  /** Continues from a version that was loaded from the database; drops older changes. */
  void startAt(long versionNow) {
    version = versionNow;
    Map<Long, ChatChange> before = waiting.headMap(version);
    Optional<ChatChange> partly =
        before.values().stream().filter(it -> it.toVersion() > version).findFirst();
    before.clear();
    partly.ifPresent(this::add);
  }

  /** Drops all changes, and the version. */
  void clear() {
    waiting.clear();
    version = 0;
  }

  /** Adds a change, unless it is done or waits already; one that is partly done is next. */
  void add(ChatChange change) {
    if (change.toVersion() > version) {
      waiting.putIfAbsent(Math.max(change.fromVersion(), version), change);
      if (waiting.size() > MAX_WAITING) {
        waiting.pollLastEntry();
      }
    }
  }

  /**
   * The next change, if it has arrived; it stays the next one until it is done. Posts that follow
   * one another are merged into one change, and so delivered together.
   */
  Optional<ChatChange> next() {
    return startingAt(version).map(this::mergedWithFollowing);
  }

  private ChatChange mergedWithFollowing(ChatChange next) {
    MergedPosts run = new MergedPosts(next);
    while (startingAt(run.toVersion()).filter(run::add).isPresent()) {}
    return run.change();
  }

  private Optional<ChatChange> startingAt(long from) {
    return Optional.ofNullable(waiting.get(from));
  }

  /** Notes that the next change is done. */
  void done(ChatChange change) {
    startAt(change.toVersion());
  }

  /** Drops a change that waits. */
  void drop(ChatChange change) {
    waiting.headMap(change.toVersion()).clear();
  }

  /** Returns whether a change waits for one that has not arrived. */
  boolean hasGap() {
    return !waiting.isEmpty() && !waiting.containsKey(version);
  }
}
