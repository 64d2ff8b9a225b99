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
 * Compares what was delivered to the sessions of this node with the database, and makes rooms catch
 * up that have missed an announcement (spec G5). When nothing is wrong this costs one query for 500
 * users, and one for 500 closed chats that have a room. Used by one thread at a time.
 */
public final class Reconciliation implements Runnable {

  private static final int PER_QUERY = 500;

  /**
   * Clocks of nodes may differ, and a change is visible only once it is committed. A change shortly
   * before the last comparison may therefore not have been seen by it.
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

  /** The start of the last comparison that was completed. */
  private Instant comparedAt;

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
    this.comparedAt = clock.instant();
  }

  /**
   * Makes one comparison; to be called every second or two. Blocks on the database, and does
   * nothing while that is away. Never throws.
   */
  @Override
  public void run() {
    try {
      compare(sessions.users());
      completed.increment();
    } catch (StoreUnavailableException e) {
      failed.increment(); // the next run compares everything
    } catch (RuntimeException e) {
      failed.increment();
      failures.unforeseen(e, "reconciliation", Map.of());
    }
  }

  /** The number of comparisons that were completed. */
  public long completed() {
    return completed.sum();
  }

  /** The number of comparisons that failed. */
  public long failed() {
    return failed.sum();
  }

  /** The number of rooms that were behind the database and made to catch up. */
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
    comparedAt = asOf;
  }

  /** Makes sessions enter the rooms of their chats, and returns these chats. */
  private List<Chat> list(List<UserId> users) {
    Instant asOf = clock.instant();
    Map<UserId, List<Chat>> recent = directory.recentChats(users, comparedAt.minus(OVERLAP));
    users.forEach(user -> sessions.listed(user, recent.getOrDefault(user, List.of()), asOf));
    return recent.values().stream().flatMap(List::stream).toList();
  }

  private static <T> List<List<T>> pieces(List<T> all) {
    List<List<T>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += PER_QUERY) {
      pieces.add(all.subList(from, Math.min(all.size(), from + PER_QUERY)));
    }
    return pieces;
  }
}
