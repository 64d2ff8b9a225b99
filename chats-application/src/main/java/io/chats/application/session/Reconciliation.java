package io.chats.application.session;

import io.chats.application.delivery.Rooms;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Compares what this node's sessions follow with the database, and heals what announcements have
 * missed (spec G5). Costs a query for some hundred users when nothing is wrong, and one for some
 * hundred of the closed chats that they follow. For one thread at a time.
 */
public final class Reconciliation implements Runnable {

  private static final int AT_ONCE = 500;

  /**
   * The clocks of nodes may differ, and a change is seen only once it is committed: what changed so
   * shortly before the last look may not have been seen by it.
   */
  private static final Duration OVERLAP = Duration.ofSeconds(5);

  private final Sessions sessions;
  private final Rooms rooms;
  private final ChatDirectory directory;
  private final FailureReporter failures;
  private final Clock clock;
  private final LongAdder completed = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder repairs = new LongAdder();

  /** When the database was last looked at as a whole. */
  private Instant lookedAt;

  public Reconciliation(
      Sessions sessions,
      Rooms rooms,
      ChatDirectory directory,
      FailureReporter failures,
      Clock clock) {
    this.sessions = sessions;
    this.rooms = rooms;
    this.directory = directory;
    this.failures = failures;
    this.clock = clock;
    this.lookedAt = clock.instant();
  }

  /**
   * One comparison, to be run every second or two. Blocks on the database; while that is away, does
   * nothing. Never throws.
   */
  @Override
  public void run() {
    try {
      compare(sessions.users());
      completed.increment();
    } catch (StoreUnavailableException e) {
      failed.increment(); // the next run will see it all
    } catch (RuntimeException e) {
      failed.increment();
      failures.unforeseen(e, "reconciliation", Map.of());
    }
  }

  /** How many comparisons were carried through. */
  public long completed() {
    return completed.sum();
  }

  /** How many comparisons the database, or a failure, prevented. */
  public long failed() {
    return failed.sum();
  }

  /** How many rooms were found behind the database, and made to catch up. */
  public long repairs() {
    return repairs.sum();
  }

  private void compare(List<UserId> users) {
    Instant asOf = clock.instant();
    Map<ChatId, Long> versions = new HashMap<>();
    for (List<UserId> some : pieces(users)) {
      list(some).forEach(chat -> versions.merge(chat.id(), chat.version(), Math::max));
    }
    List<ChatId> others =
        rooms.chats().stream().filter(chat -> !versions.containsKey(chat)).toList();
    for (List<ChatId> some : pieces(others)) {
      versions.putAll(directory.versions(some));
    }
    repairs.add(rooms.compare(versions));
    lookedAt = asOf;
  }

  /** Lets sessions into what they take part in; returns these chats. */
  private List<Chat> list(List<UserId> users) {
    Instant asOf = clock.instant();
    Map<UserId, List<Chat>> recent = directory.recentChats(users, lookedAt.minus(OVERLAP));
    users.forEach(user -> sessions.listed(user, recent.getOrDefault(user, List.of()), asOf));
    return recent.values().stream().flatMap(List::stream).toList();
  }

  private static <T> List<List<T>> pieces(List<T> all) {
    List<List<T>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      pieces.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }
    return pieces;
  }
}
