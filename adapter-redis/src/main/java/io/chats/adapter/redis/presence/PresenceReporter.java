package io.chats.adapter.redis.presence;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import java.util.Map;
import java.util.Set;

/** Reports to Redis which users are on this node, and which are not any more. */
final class PresenceReporter {

  private final LocalUserStates users;
  private final PresenceScripts scripts;
  private final PendingChanges changes;

  PresenceReporter(LocalUserStates users, PresenceScripts scripts, PendingChanges changes) {
    this.users = users;
    this.scripts = scripts;
    this.changes = changes;
  }

  /** Sends a report; returns what Redis answers, without the users that it could not judge. */
  Map<UserId, Presence> report(LocalUserStates.Report report) {
    Map<UserId, Presence> answers = send(report);
    var unused = users.complete(report, answers.keySet());
    return answers;
  }

  /** Sends all pending reports, some users at a time; returns whether Redis accepted them all. */
  boolean reportPending() {
    return reportPending(false) && reportPending(true);
  }

  private boolean reportPending(boolean here) {
    LocalUserStates.Report report = users.pending(here, PresenceScripts.MAX_USERS);
    while (!report.users().isEmpty()) {
      Map<UserId, Presence> answers = send(report);
      Set<UserId> returned = users.complete(report, answers.keySet());
      noteChanges(report, answers, returned);
      if (answers.isEmpty()) {
        return false;
      }
      report = users.pending(here, PresenceScripts.MAX_USERS);
    }
    return true;
  }

  private void noteChanges(
      LocalUserStates.Report report, Map<UserId, Presence> answers, Set<UserId> returned) {
    answers.forEach((user, presence) -> {
      if (presence == Presence.OFFLINE && report.here() && returned.contains(user)) {
        changes.online(user);
      } else if (presence == Presence.OFFLINE && !report.here()) {
        changes.offline(user);
      }
    });
  }

  private Map<UserId, Presence> send(LocalUserStates.Report report) {
    if (report.users().isEmpty()) {
      return Map.of();
    }
    return report.here()
        ? scripts.arrive(report.node(), report.users())
        : scripts.leave(report.node(), report.users());
  }
}
