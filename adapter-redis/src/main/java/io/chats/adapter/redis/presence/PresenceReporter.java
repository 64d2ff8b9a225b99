package io.chats.adapter.redis.presence;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import java.util.Map;
import java.util.Set;

/** Tells Redis who is here and who is not any more. */
final class PresenceReporter {

  /** So that Redis, which does one thing at a time, is not kept from others for long. */
  static final int MOST_AT_ONCE = 500;

  private final LocalUserStates users;
  private final ArrivalScript arrival;
  private final DepartureScript departure;
  private final PendingChanges untold;

  PresenceReporter(
      LocalUserStates users,
      RedisConnection redis,
      PresenceSettings settings,
      PendingChanges untold) {
    this.users = users;
    this.arrival = new ArrivalScript(redis, settings);
    this.departure = new DepartureScript(redis, settings);
    this.untold = untold;
  }

  /** Reports for a caller, who is told what Redis says of them, those left out who are unknown. */
  Map<UserId, Presence> report(LocalUserStates.Report report) {
    Map<UserId, Presence> answers = run(report);
    var unused = users.done(report, answers.keySet());
    return answers;
  }

  /** Reports what is owed, some at a time; false when Redis did not take all of it. */
  boolean payUp() {
    return pay(false) && pay(true);
  }

  private boolean pay(boolean here) {
    LocalUserStates.Report report = users.owed(here, MOST_AT_ONCE);
    while (!report.users().isEmpty()) {
      Map<UserId, Presence> answers = run(report);
      Set<UserId> news = users.done(report, answers.keySet());
      tell(report, answers, news);
      if (answers.isEmpty()) {
        return false;
      }
      report = users.owed(here, MOST_AT_ONCE);
    }
    return true;
  }

  private void tell(
      LocalUserStates.Report report, Map<UserId, Presence> answers, Set<UserId> news) {
    answers.forEach((user, presence) -> {
      if (presence == Presence.OFFLINE && report.here() && news.contains(user)) {
        untold.online(user);
      } else if (presence == Presence.OFFLINE && !report.here()) {
        untold.offline(user);
      }
    });
  }

  private Map<UserId, Presence> run(LocalUserStates.Report report) {
    if (report.users().isEmpty()) {
      return Map.of();
    }
    return report.here()
        ? arrival.run(report.node(), report.users())
        : departure.run(report.node(), report.users());
  }
}
