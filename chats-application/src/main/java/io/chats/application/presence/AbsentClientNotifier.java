package io.chats.application.presence;

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
import java.util.function.BiConsumer;

/**
 * Notifies doctors and operators of clients who have had no session for a while (spec 6, {@code
 * clientConnectionError}). Used by one thread at a time.
 */
public final class AbsentClientNotifier {

  private static final Duration MIN_ABSENCE = Duration.ofSeconds(10);
  private static final int MAX_AT_ONCE = 500;
  private static final int MAX_ROUNDS = 10;

  private final PresenceRegistry presence;
  private final ChatDirectory directory;
  private final BiConsumer<UserId, ClientEvent> sender;

  /** Clients that were taken from the registry, and wait until the database can be asked. */
  private List<UserId> waiting = List.of();

  public AbsentClientNotifier(
      PresenceRegistry presence, ChatDirectory directory, BiConsumer<UserId, ClientEvent> sender) {
    this.presence = presence;
    this.directory = directory;
    this.sender = sender;
  }

  /** Notifies of all clients who are due. Blocks; while the database is away, they wait. */
  void run() {
    try {
      notifyOfWaiting();
      for (int round = 0; round < MAX_ROUNDS && takeMore(); round++) {
        notifyStaff(waiting);
        waiting = List.of();
      }
    } catch (StoreUnavailableException e) {
      return; // the next run retries
    }
  }

  private boolean takeMore() {
    waiting = presence.takeAbsent(MIN_ABSENCE, MAX_AT_ONCE);
    return !waiting.isEmpty();
  }

  private void notifyOfWaiting() {
    if (!waiting.isEmpty()) {
      Map<UserId, Presence> now = presence.of(waiting);
      List<UserId> still = new ArrayList<>(waiting);
      still.removeIf(user -> now.get(user) == Presence.ONLINE);
      notifyStaff(still);
      waiting = List.of();
    }
  }

  private void notifyStaff(List<UserId> gone) {
    Map<UserId, Set<UserId>> staff = directory.staffOf(gone);
    staff.forEach((client, notified) ->
        notified.forEach(user -> sender.accept(user, new ClientEvent.ClientGone(client))));
  }
}
