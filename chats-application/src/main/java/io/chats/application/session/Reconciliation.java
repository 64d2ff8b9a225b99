package io.chats.application.session;

import io.chats.application.delivery.Rooms;
import io.chats.application.feed.FeedProgress;
import io.chats.application.feed.FeedReader;
import io.chats.application.feed.FeedReader.Reading;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.ChangeFeed.Change;
import io.chats.domain.port.ChangeFeed.Changed;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Reads what was committed, makes rooms catch up that have missed an announcement, and makes
 * sessions enter the chats of their users (spec G5). When nothing happens this costs one query,
 * whatever the number of sessions and chats. Used by one thread at a time.
 *
 * <p>What the feed cannot tell is compared with the database: a part of the rooms now and then, and
 * all of them while the feed may have left something out.
 */
public final class Reconciliation implements Runnable {

  private static final int PER_QUERY = 500;

  /** The runs from one {@link #compareSome} to the next. */
  private static final int RUNS_BETWEEN_COMPARISONS = 5;

  private final Sessions sessions;
  private final Rooms rooms;
  private final ChatDirectory directory;
  private final FeedReader feed;
  private final FeedProgress progress;
  private final FailureReporter failures;
  private final MissedAnnouncements missed;
  private final LongAdder completed = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder repairs = new LongAdder();

  /** Closed chats that have changed, and whose participants are still to be looked up. */
  private final Set<ChatId> changedClosed = new LinkedHashSet<>();

  /** Whether the feed may have left something out that was not compared since. */
  private boolean mustCompareAll;

  private Iterator<List<ChatId>> toCompare = List.<List<ChatId>>of().iterator();
  private int runs;

  /**
   * @param nanoTime a clock that never steps, as {@link System#nanoTime}
   */
  public Reconciliation(
      Sessions sessions,
      Rooms rooms,
      ChatDirectory directory,
      FeedReader feed,
      FeedProgress progress,
      FailureReporter failures,
      LongSupplier nanoTime) {
    this.sessions = sessions;
    this.rooms = rooms;
    this.directory = directory;
    this.feed = feed;
    this.progress = progress;
    this.failures = failures;
    this.missed = new MissedAnnouncements(rooms, nanoTime);
  }

  /**
   * Reads once; to be called every second or two. Blocks on the database, and does nothing while
   * that is away. Never throws.
   */
  @Override
  public void run() {
    try {
      readFeed();
      completed.increment();
    } catch (StoreUnavailableException e) {
      failed.increment(); // the next run goes on where this one did
    } catch (RuntimeException e) {
      failed.increment();
      failures.unforeseen(e, "reconciliation", Map.of());
    }
  }

  /** The number of runs that were completed. */
  public long completed() {
    return completed.sum();
  }

  /** The number of runs that failed. */
  public long failed() {
    return failed.sum();
  }

  /** The number of rooms that were behind the database and made to catch up. */
  public long repairs() {
    return repairs.sum();
  }

  /** The number of changes for which a room was there and no announcement came. */
  public long missedAnnouncements() {
    return missed.missed();
  }

  private void readFeed() {
    missed.judge();
    forEachPiece(sessions.unlisted(), sessions::enterOpened);
    Reading reading = feed.read();
    reading.changes().forEach(this::passOn);
    forEachPiece(changedClosed, this::enterClosed);
    changedClosed.clear();
    mustCompareAll |= !reading.isComplete();
    if (mustCompareAll) {
      compareAll();
    } else if (++runs % RUNS_BETWEEN_COMPARISONS == 0) {
      compareSome();
    }
    progress.advance(feed.settledMessage(), feed.lastMessage());
  }

  private void passOn(Change change) {
    boolean isFollowed = rooms.isFollowing(change.chat());
    if (rooms.expect(change)) {
      repairs.increment();
      if (isFollowed) {
        missed.suspect(change);
      }
    }
    if (change instanceof Changed changed) {
      changed.users().forEach(user -> sessions.changed(user, changed.chat()));
      if (changed.closed()) {
        changedClosed.add(changed.chat());
      }
    }
  }

  /** Makes the sessions of all participants enter, since no room is kept for a closed chat. */
  private void enterClosed(Collection<ChatId> chats) {
    directory
        .activeUsers(chats)
        .forEach((chat, users) -> users.forEach(user -> sessions.changed(user, chat)));
  }

  private void compareAll() {
    forEachPiece(sessions.users(), sessions::enterOpened);
    forEachPiece(rooms.chats(), this::compare);
    mustCompareAll = false;
  }

  /** Compares a part of the rooms: former versions and operators leave changes out of the feed. */
  private void compareSome() {
    feed.checkEnd();
    if (!toCompare.hasNext()) {
      toCompare = pieces(rooms.chats()).iterator();
    }
    if (toCompare.hasNext()) {
      compare(toCompare.next());
    }
  }

  private void compare(Collection<ChatId> chats) {
    repairs.add(rooms.compare(directory.versions(chats)));
  }

  /** A piece that fails is reported, and does not keep the others from being done. */
  private <T> void forEachPiece(Collection<T> all, Consumer<Collection<T>> action) {
    for (List<T> piece : pieces(all)) {
      try {
        action.accept(piece);
      } catch (StoreUnavailableException e) {
        throw e;
      } catch (RuntimeException e) {
        failures.unforeseen(e, "reconciliation", Map.of());
      }
    }
  }

  private static <T> List<List<T>> pieces(Collection<T> all) {
    List<T> list = List.copyOf(all);
    List<List<T>> pieces = new ArrayList<>();
    for (int from = 0; from < list.size(); from += PER_QUERY) {
      pieces.add(list.subList(from, Math.min(list.size(), from + PER_QUERY)));
    }
    return pieces;
  }
}
