package io.chats.application.feed;

import io.chats.domain.id.ChatId;
import io.chats.domain.port.ChangeFeed;
import io.chats.domain.port.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A feed whose ids are committed by hand, in any order. */
final class FakeFeed implements ChangeFeed {

  private final Map<Source, TreeMap<Long, Change>> committed = new EnumMap<>(Source.class);
  private int callsUntilFailure = Integer.MAX_VALUE;
  private int callsUntilAction = Integer.MAX_VALUE;
  private Runnable beforeCall = () -> {};
  private int calls;

  FakeFeed() {
    for (Source source : Source.values()) {
      committed.put(source, new TreeMap<>());
    }
  }

  void commit(Source source, long... ids) {
    for (long id : ids) {
      committed.get(source).put(id, change(source, id));
    }
  }

  static Change change(Source source, long id) {
    return source == Source.MESSAGES
        ? new Posted(id, new ChatId(id), 1)
        : new Changed(source, id, new ChatId(id), 2, Set.of(), false);
  }

  /** An older database was restored. */
  void restoreUpTo(Source source, long id) {
    committed.get(source).tailMap(id, false).clear();
  }

  /** Makes the call after so many others fail, once. */
  void failAfter(int others) {
    callsUntilFailure = others;
  }

  /** Runs an action right before the call after so many others. */
  void beforeCall(int others, Runnable action) {
    callsUntilAction = others;
    beforeCall = action;
  }

  int calls() {
    return calls;
  }

  @Override
  public Positions end() {
    call();
    return new Positions(end(Source.MESSAGES), end(Source.HISTORY), end(Source.UPDATES));
  }

  @Override
  public List<Change> after(Positions positions, int limit) {
    call();
    List<Change> changes = new ArrayList<>();
    committed.forEach((source, all) ->
        all.tailMap(positions.of(source), false).values().stream()
            .limit(limit)
            .forEach(changes::add));
    return changes;
  }

  @Override
  public List<Change> within(Source source, Collection<IdRange> ranges) {
    call();
    return ranges.stream()
        .flatMap(range ->
            committed.get(source).subMap(range.first(), true, range.last(), true).values().stream())
        .sorted(Comparator.comparingLong(Change::id).reversed())
        .toList();
  }

  private long end(Source source) {
    return committed.get(source).isEmpty() ? 0 : committed.get(source).lastKey();
  }

  private void call() {
    calls++;
    if (callsUntilAction-- == 0) {
      beforeCall.run();
    }
    if (callsUntilFailure-- == 0) {
      throw new StoreUnavailableException("away", null);
    }
  }
}
