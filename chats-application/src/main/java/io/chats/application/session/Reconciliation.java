package io.chats.application.session;

import io.chats.application.delivery.Rooms;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what this node's sessions follow with the database, and heals what announcements have
 * missed (SPEC G5). Costs a query for some hundred users when nothing is wrong, and one for each
 * chat of theirs that is not among the opened ones.
 */
public final class Reconciliation implements Runnable {

  private static final int USERS_AT_ONCE = 500;

  private final Sessions sessions;
  private final Rooms rooms;
  private final ChatDirectory directory;
  private final FailureReporter failures;
  private final Clock clock;

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
  }

  /**
   * One comparison, to be run every second or two. Blocks on the database; while that is away, does
   * nothing. Never throws.
   */
  @Override
  public void run() {
    try {
      compare(sessions.users());
    } catch (StoreUnavailableException e) {
      return; // the next run will see it all
    } catch (RuntimeException e) {
      failures.unforeseen(e, "reconciliation", Map.of());
    }
  }

  private void compare(List<UserId> users) {
    Map<ChatId, Long> versions = new HashMap<>();
    for (int from = 0; from < users.size(); from += USERS_AT_ONCE) {
      int to = Math.min(users.size(), from + USERS_AT_ONCE);
      list(users.subList(from, to))
          .forEach(chat -> versions.merge(chat.id(), chat.version(), Math::max));
    }
    rooms.compare(versions);
  }

  /** Lets sessions into what they take part in; returns the opened chats of these users. */
  private List<Chat> list(List<UserId> users) {
    Instant asOf = clock.instant();
    Map<UserId, List<Chat>> opened = directory.openedChats(users);
    users.forEach(user -> sessions.listed(user, opened.getOrDefault(user, List.of()), asOf));
    return opened.values().stream().flatMap(List::stream).toList();
  }
}
