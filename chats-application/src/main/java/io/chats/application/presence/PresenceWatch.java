package io.chats.application.presence;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Asks the presence registry for changes that no node has announced: users of nodes that died, and
 * clients who have had no session for a while, of whom doctors and operators are notified (spec 6,
 * {@code clientConnectionError}). The cost does not depend on how many users are online. A user who
 * cannot be looked up, or notified, fails alone (spec G13). Used by one thread at a time.
 */
public final class PresenceWatch implements Runnable {

  private static final String TASK = "presence";
  private static final int MAX_AT_ONCE = 500;

  /** Further changes are left to the next run, or to other nodes. */
  private static final int MAX_ROUNDS = 100;

  private static final Duration MIN_ABSENCE = Duration.ofSeconds(10);
  private static final int MAX_ABSENCE_ROUNDS = 10;

  private final PresenceRegistry presence;
  private final PresenceAnnouncer announcer;
  private final ChatDirectory directory;
  private final BiConsumer<UserId, ClientEvent> sender;
  private final FailureReporter failures;
  private final IsolatedCalls calls;

  /** Absent clients that were taken from the registry, and wait until the database can be asked. */
  private List<UserId> absent = List.of();

  public PresenceWatch(
      PresenceRegistry presence,
      PresenceAnnouncer announcer,
      ChatDirectory directory,
      BiConsumer<UserId, ClientEvent> sender,
      FailureReporter failures) {
    this.presence = presence;
    this.announcer = announcer;
    this.directory = directory;
    this.sender = sender;
    this.failures = failures;
    this.calls = new IsolatedCalls(failures, TASK);
  }

  /** Asks once; to be called every second or two. Blocks on the registry. */
  @Override
  public void run() {
    attempt(this::takeChanges);
    attempt(this::notifyOfAbsent);
  }

  /** The failure of one task does not keep the others from being done. */
  private void attempt(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      failures.unforeseen(e, TASK, Map.of());
    }
  }

  private void takeChanges() {
    boolean more = true;
    for (int round = 0; more && round < MAX_ROUNDS; round++) {
      PresenceRegistry.Changes changes = presence.takeChanges(MAX_AT_ONCE);
      announcer.online(changes.online());
      announcer.offline(changes.offline());
      more = changes.more();
    }
  }

  /** Notifies of all clients who are due; while the database is away, they wait. */
  private void notifyOfAbsent() {
    try {
      notifyOfWaiting();
      for (int round = 0; round < MAX_ABSENCE_ROUNDS && takeAbsent(); round++) {
        notifyStaff(absent);
        absent = List.of();
      }
    } catch (StoreUnavailableException e) {
      return; // the next run retries
    }
  }

  private boolean takeAbsent() {
    absent = presence.takeAbsent(MIN_ABSENCE, MAX_AT_ONCE);
    return !absent.isEmpty();
  }

  private void notifyOfWaiting() {
    if (!absent.isEmpty()) {
      Map<UserId, Presence> now = calls.call(absent, presence::of).found();
      absent = absent.stream().filter(user -> isAway(now.get(user))).toList();
      notifyStaff(absent);
      absent = List.of();
    }
  }

  /** A user whose presence cannot be looked up, not even alone, is dropped. */
  private static boolean isAway(Presence now) {
    return now != null && now != Presence.ONLINE;
  }

  private void notifyStaff(List<UserId> gone) {
    Map<UserId, Set<UserId>> staff = calls.call(gone, directory::staffOf).found();
    staff.forEach((client, notified) ->
        notified.forEach(user ->
            calls.run(client, () -> sender.accept(user, new ClientEvent.ClientGone(client)))));
  }
}
