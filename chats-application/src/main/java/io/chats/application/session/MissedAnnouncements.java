package io.chats.application.session;

import io.chats.application.delivery.Rooms;
import io.chats.domain.port.ChangeFeed.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts the changes that came by the feed alone: the bus lost their announcements, or is cut
 * between this node and another one. A change may be read a moment before its announcement arrives,
 * so each is judged a second later. Used by one thread at a time; the count may be read by any.
 */
final class MissedAnnouncements {

  /** An announcement that takes longer is of no use: the change was delivered without it. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** More than these are not judged; so many tell enough. */
  private static final int MAX_SUSPECTS = 1_000;

  private final Rooms rooms;
  private final LongSupplier nanoTime;
  private final List<Suspect> suspects = new ArrayList<>();
  private final LongAdder missed = new LongAdder();

  private record Suspect(Change change, long readAt) {}

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  MissedAnnouncements(Rooms rooms, LongSupplier nanoTime) {
    this.rooms = rooms;
    this.nanoTime = nanoTime;
  }

  /** Notes a change that a room did not know of when the feed had it. */
  void suspect(Change change) {
    if (suspects.size() < MAX_SUSPECTS) {
      suspects.add(new Suspect(change, nanoTime.getAsLong()));
    }
  }

  /** Judges the changes that were noted a while ago. */
  void judge() {
    long now = nanoTime.getAsLong();
    suspects.removeIf(suspect -> now - suspect.readAt() >= GRACE.toNanos() && judged(suspect));
  }

  private boolean judged(Suspect suspect) {
    if (!rooms.wasAnnounced(suspect.change())) {
      missed.increment();
    }
    return true;
  }

  /** The number of changes since the start that were not announced to this node. */
  long missed() {
    return missed.sum();
  }
}
