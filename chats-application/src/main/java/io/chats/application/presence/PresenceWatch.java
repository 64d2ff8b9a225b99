package io.chats.application.presence;

import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.PresenceRegistry;
import java.util.Map;

/**
 * Looks for what the presence registry knows and nobody was told: users of nodes that died, and
 * clients who have been gone for long. Costs the same whoever is there.
 */
public final class PresenceWatch implements Runnable {

  private static final int MOST_AT_ONCE = 500;

  /** The rest is for the next run, or for other nodes. */
  private static final int MOST_ROUNDS = 100;

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

  /** One look, to be taken every second or two. Blocks on the registry. Never throws. */
  @Override
  public void run() {
    try {
      takeChanges();
      absent.report();
    } catch (RuntimeException e) {
      failures.unforeseen(e, "presence", Map.of());
    }
  }

  private void takeChanges() {
    boolean more = true;
    for (int round = 0; more && round < MOST_ROUNDS; round++) {
      PresenceRegistry.Changes changes = presence.takeChanges(MOST_AT_ONCE);
      announcer.online(changes.online());
      announcer.offline(changes.offline());
      more = changes.more();
    }
  }
}
