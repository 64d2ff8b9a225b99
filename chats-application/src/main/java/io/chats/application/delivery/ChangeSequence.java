package io.chats.application.delivery;

import io.chats.domain.event.ChatChange;
import java.util.Map;
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
    Map<Long, ChatChange> before = waiting.headMap(version);
    Optional<ChatChange> partly =
        before.values().stream().filter(it -> it.toVersion() > version).findFirst();
    before.clear();
    partly.ifPresent(this::add);
  }

  /** Takes a change in, unless it is done or waits already; one that is partly done is next. */
  void add(ChatChange change) {
    if (change.toVersion() > version) {
      waiting.putIfAbsent(Math.max(change.fromVersion(), version), change);
      if (waiting.size() > MOST_WAITING) {
        waiting.pollLastEntry();
      }
    }
  }

  /**
   * The change that is next, if it has come; it stays so until it is done. Messages that follow one
   * another are one change, so that they are shown together.
   */
  Optional<ChatChange> next() {
    return startingAt(version).map(this::withWhatFollows);
  }

  private ChatChange withWhatFollows(ChatChange next) {
    MergedPosts run = new MergedPosts(next);
    while (startingAt(run.toVersion()).filter(run::add).isPresent()) {}
    return run.change();
  }

  private Optional<ChatChange> startingAt(long from) {
    return Optional.ofNullable(waiting.get(from));
  }

  /** The change that was next is done. */
  void done(ChatChange change) {
    startAt(change.toVersion());
  }

  /** Has a change wait no longer. */
  void drop(ChatChange change) {
    waiting.headMap(change.toVersion()).clear();
  }

  /** Whether a change is waiting for one that has not come. */
  boolean hasGap() {
    return !waiting.isEmpty() && !waiting.containsKey(version);
  }
}
