package io.chats.application.feed;

import io.chats.domain.port.ChangeFeed;
import io.chats.domain.port.ChangeFeed.Change;
import io.chats.domain.port.ChangeFeed.Positions;
import io.chats.domain.port.ChangeFeed.Source;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Reads the feed of changes from where it got to. Ids are given when a transaction inserts, and
 * appear when it commits, so a skipped id may appear later: it is asked for again until no
 * transaction can live that began so long ago. Used by one thread at a time.
 */
public final class FeedReader {

  /** The changes of each source that one statement reads. */
  static final int PAGE = 5_000;

  /** A node that is further behind compares its rooms with the database, which is cheaper then. */
  static final int MAX_PAGES = 10;

  /**
   * The ids before the end in which gaps are looked for at the start: transactions that are open
   * then may still commit them.
   */
  static final long LOOK_BACK = 10_000;

  /** More skipped ranges than this are not remembered one by one. */
  static final int MAX_MISSING = 1_000;

  /**
   * No transaction of the product lives longer: statements and waits for locks are bounded, and the
   * database ends idle transactions.
   */
  static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(3);

  /**
   * The changes of one reading.
   *
   * @param isComplete false when changes may be missing in it, so that chats must be compared
   */
  public record Reading(List<Change> changes, boolean isComplete) {}

  private final ChangeFeed feed;
  private final LongSupplier nanoTime;
  private final Map<Source, MissingIds> missing = new EnumMap<>(Source.class);

  /** Changes that were read by a call that failed in the end; the next call returns them. */
  private final List<Change> unreturned = new ArrayList<>();

  /** Null until the feed was read once. */
  private Positions positions;

  /**
   * @param nanoTime a clock that never steps, as {@link System#nanoTime}
   */
  public FeedReader(ChangeFeed feed, LongSupplier nanoTime) {
    this.feed = feed;
    this.nanoTime = nanoTime;
    for (Source source : Source.values()) {
      missing.put(source, new MissingIds());
    }
  }

  /**
   * Returns what was committed since the last call; blocks on the database.
   *
   * @throws StoreUnavailableException nothing is lost by it: the next call goes on where this did
   */
  public Reading read() {
    if (positions == null) {
      start(feed.end());
      return new Reading(List.of(), false);
    }
    readOn();
    readMissing(); // later, so that no message is settled before the change that let a user join
    forgetOld();
    List<Change> changes = List.copyOf(unreturned);
    unreturned.clear();
    return new Reading(changes, isComplete());
  }

  /** Every message up to this id that will ever be committed was returned by {@link #read}. */
  public long settledMessage() {
    return positions == null
        ? 0
        : missing.get(Source.MESSAGES).lowest().orElse(positions.messages() + 1) - 1;
  }

  /** The highest id of a message that {@link #read} returned or passed over. */
  public long lastMessage() {
    return positions == null ? 0 : positions.messages();
  }

  /**
   * Starts anew at the end of the feed when that has fallen back, as it does when an older database
   * was restored; blocks on the database. The next reading is then incomplete.
   */
  public void checkEnd() {
    Positions end = feed.end();
    if (positions != null && isBefore(end, positions)) {
      missing.values().forEach(MissingIds::clear);
      start(end);
      passOver(Source.MESSAGES);
    }
  }

  /** Reads what is before the end only for its gaps. */
  private void start(Positions end) {
    Positions before = end;
    for (Source source : Source.values()) {
      before = before.with(source, Math.max(0, end.of(source) - LOOK_BACK));
    }
    positions = before;
    try {
      readOn();
      unreturned.clear();
    } catch (RuntimeException e) {
      positions = null; // the next call starts again
      throw e;
    }
  }

  private static boolean isBefore(Positions end, Positions reached) {
    for (Source source : Source.values()) {
      if (end.of(source) < reached.of(source)) {
        return true;
      }
    }
    return false;
  }

  /** Reads the changes whose ids were skipped before, and have appeared. */
  private void readMissing() {
    missing.forEach((source, ids) -> {
      if (ids.size() > 0) {
        List<Change> appeared = feed.within(source, ids.ranges());
        appeared.forEach(change -> ids.found(change.id()));
        unreturned.addAll(appeared);
      }
    });
  }

  private void readOn() {
    boolean more = true;
    for (int page = 0; more && page < MAX_PAGES; page++) {
      more = readPage();
    }
    if (more) {
      skip();
    }
  }

  /** Returns whether there may be more. */
  private boolean readPage() {
    List<Change> page = feed.after(positions, PAGE);
    Map<Source, Integer> counts = new EnumMap<>(Source.class);
    for (Change change : page) {
      Source source = change.source();
      missing.get(source).add(positions.of(source) + 1, change.id() - 1, nanoTime.getAsLong());
      positions = positions.with(source, change.id());
      counts.merge(source, 1, Integer::sum);
    }
    unreturned.addAll(page);
    return counts.values().stream().anyMatch(count -> count == PAGE);
  }

  /** Skips messages and updates, but never changes of participants, which say who is in a room. */
  private void skip() {
    Positions end = feed.end();
    passOver(Source.MESSAGES);
    passOver(Source.UPDATES);
    positions = new Positions(end.messages(), positions.history(), end.updates());
  }

  private void passOver(Source source) {
    missing.get(source).passOver(positions.of(source) + 1, nanoTime.getAsLong());
  }

  private boolean isComplete() {
    return missing.values().stream().allMatch(MissingIds::isComplete);
  }

  private void forgetOld() {
    long old = nanoTime.getAsLong() - LONGEST_TRANSACTION.toNanos();
    for (MissingIds ids : missing.values()) {
      ids.forgetSince(old);
      if (ids.size() > MAX_MISSING) {
        ids.passOverAll(nanoTime.getAsLong());
      }
    }
  }
}
