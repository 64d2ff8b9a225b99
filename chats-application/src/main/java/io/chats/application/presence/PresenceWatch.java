package io.chats.application.presence;

import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.PresenceRegistry;
import java.util.Map;

/**
 * Asks the presence registry for changes that no node has announced: users of nodes that died, and
 * clients who have been absent for long. The cost does not depend on how many users are online.
 */
public final class PresenceWatch implements Runnable {

  private static final int MAX_AT_ONCE = 500;

  /** Further changes are left to the next run, or to other nodes. */
  private static final int MAX_ROUNDS = 100;

  private final PresenceRegistry presence;
  private final PresenceAnnouncer announcer;
  private final AbsentClientNotifier absent;
  private final FailureReporter failures;

  public PresenceWatch(
      PresenceRegistry presence,
      PresenceAnnouncer announcer,
      AbsentClientNotifier absent,
      FailureReporter failures) {
    this.presence = presence;
    this.announcer = announcer;
    this.absent = absent;
    this.failures = failures;
  }

  /** Asks once; to be called every second or two. Blocks on the registry. Never throws. */
  @Override
  public void run() {
    try {
      takeChanges();
      absent.run();
    } catch (RuntimeException e) {
      failures.unforeseen(e, "presence", Map.of());
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
}
