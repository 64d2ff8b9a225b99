package io.chats.application.session;

import io.chats.application.delivery.Rooms;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Compares what this node's sessions follow with the database, and heals what announcements have
 * missed (SPEC G5). Run every second or two, by one thread at a time; costs a query for some
 * hundred users when nothing is wrong.
 */
public final class Reconciliation implements Runnable {

  private static final int USERS_AT_ONCE = 500;

  private final Sessions sessions;
  private final Rooms rooms;
  private final ChatDirectory directory;
  private final FailureReporter failures;

  public Reconciliation(
      Sessions sessions, Rooms rooms, ChatDirectory directory, FailureReporter failures) {
    this.sessions = sessions;
    this.rooms = rooms;
    this.directory = directory;
    this.failures = failures;
  }

  /** One comparison. Blocks on the database; while that is away, does nothing. */
  @Override
  public void run() {
    try {
      List<UserId> users = new ArrayList<>(sessions.users());
      for (int from = 0; from < users.size(); from += USERS_AT_ONCE) {
        compare(users.subList(from, Math.min(users.size(), from + USERS_AT_ONCE)));
      }
    } catch (StoreUnavailableException e) {
      // The next run will see it all.
    } catch (RuntimeException e) {
      failures.unforeseen(e, "reconciliation", Map.of());
    }
  }

  private void compare(Collection<UserId> users) {
    directory
        .openedChats(users)
        .forEach((user, chats) -> {
          sessions.enter(user, chats);
          chats.forEach(this::expect);
        });
  }

  private void expect(Chat chat) {
    rooms.expect(chat.id(), chat.version());
  }
}
