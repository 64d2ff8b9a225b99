package io.chats.adapter.redis.presence;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry.Changes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Reports to Redis which users are on this node, and which are not any more. Keeps the changes of
 * presence that came to light when no caller waited for them, until they are taken. Safe for use by
 * any thread.
 */
final class PresenceReporter {

  /** Further changes are dropped, and counted: a change of presence is reported at most once. */
  private static final int MAX_CHANGES = 100_000;

  private final LocalUserStates users;
  private final PresenceScripts scripts;
  private final Queue<UserId> online = new ArrayDeque<>();
  private final Queue<UserId> offline = new ArrayDeque<>();
  private long dropped;

  PresenceReporter(LocalUserStates users, PresenceScripts scripts) {
    this.users = users;
    this.scripts = scripts;
  }

  /** Sends a report; returns what Redis answers, without the users that it could not judge. */
  Map<UserId, Presence> report(LocalUserStates.Report report) {
    return sendAndComplete(report).presence();
  }

  /** Sends all pending reports, some users at a time; returns whether Redis accepted them all. */
  boolean reportPending() {
    return reportPending(false) && reportPending(true);
  }

  private boolean reportPending(boolean here) {
    LocalUserStates.Report report = users.pending(here, PresenceScripts.MAX_USERS);
    while (!report.users().isEmpty()) {
      Answers answers = sendAndComplete(report);
      noteChanges(report, answers);
      if (answers.presence().isEmpty()) {
        return false;
      }
      report = users.pending(here, PresenceScripts.MAX_USERS);
    }
    return true;
  }

  /**
   * The answer of Redis to a report.
   *
   * @param returned the users who count as returned: others had reported them gone
   */
  private record Answers(Map<UserId, Presence> presence, Set<UserId> returned) {}

  /** Completes the report in any case; otherwise its users could never be reported again. */
  private Answers sendAndComplete(LocalUserStates.Report report) {
    Map<UserId, Presence> presence = Map.of();
    Set<UserId> returned;
    try {
      presence = send(report);
    } finally {
      returned = users.complete(report, presence.keySet());
    }
    return new Answers(presence, returned);
  }

  /** The number of changes since the start that were dropped, since nobody took them in time. */
  synchronized long dropped() {
    return dropped;
  }

  /** Takes changes that no caller waited for; never blocks. */
  synchronized Changes takeChanges(int max) {
    List<UserId> arrived = take(online, max);
    List<UserId> left = take(offline, max - arrived.size());
    return new Changes(arrived, left, !online.isEmpty() || !offline.isEmpty());
  }

  private static List<UserId> take(Queue<UserId> queue, int max) {
    List<UserId> taken = new ArrayList<>();
    while (taken.size() < max && !queue.isEmpty()) {
      taken.add(queue.remove());
    }
    return taken;
  }

  private synchronized void add(Queue<UserId> queue, UserId user) {
    if (queue.size() < MAX_CHANGES) {
      queue.add(user);
    } else {
      dropped++;
    }
  }

  private void noteChanges(LocalUserStates.Report report, Answers answers) {
    answers
        .presence()
        .forEach((user, presence) -> {
          if (presence == Presence.OFFLINE && report.here() && answers.returned().contains(user)) {
            add(online, user);
          } else if (presence == Presence.OFFLINE && !report.here()) {
            add(offline, user);
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
