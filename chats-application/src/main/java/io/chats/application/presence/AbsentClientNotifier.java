package io.chats.application.presence;

import io.chats.application.session.Sessions;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells doctors and operators of clients who have had no session for a while (spec 6, {@code
 * clientConnectionError}). Not safe for use by several threads at a time.
 */
public final class AbsentClientNotifier {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_AT_ONCE = 500;
  private static final int MOST_ROUNDS = 10;

  private final PresenceRegistry presence;
  private final ChatDirectory directory;
  private final Sessions sessions;

  /** Were taken from the registry, and wait for the database. */
  private List<UserId> waiting = List.of();

  public AbsentClientNotifier(
      PresenceRegistry presence, ChatDirectory directory, Sessions sessions) {
    this.presence = presence;
    this.directory = directory;
    this.sessions = sessions;
  }

  /** Tells of those who are due. Blocks; while the database is away, they wait. */
  void report() {
    try {
      reportWaiting();
      for (int round = 0; round < MOST_ROUNDS && takeMore(); round++) {
        tell(waiting);
        waiting = List.of();
      }
    } catch (StoreUnavailableException e) {
      return; // the next run tries again
    }
  }

  private boolean takeMore() {
    waiting = presence.takeAbsent(PATIENCE, MOST_AT_ONCE);
    return !waiting.isEmpty();
  }

  private void reportWaiting() {
    if (!waiting.isEmpty()) {
      Map<UserId, Presence> now = presence.of(waiting);
      List<UserId> still = new ArrayList<>(waiting);
      still.removeIf(user -> now.get(user) == Presence.ONLINE);
      tell(still);
      waiting = List.of();
    }
  }

  private void tell(List<UserId> gone) {
    Map<UserId, Set<UserId>> staff = directory.staffOf(gone);
    staff.forEach((client, told) ->
        told.forEach(user -> sessions.show(user, new ClientEvent.ClientGone(client))));
  }
}
