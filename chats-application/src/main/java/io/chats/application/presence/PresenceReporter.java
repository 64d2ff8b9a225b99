package io.chats.application.presence;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.PresenceRegistry;
import io.chats.support.DelayedTask;
import io.chats.support.SerialExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Reports to the presence registry who came to this node and who left: arrivals at once, departures
 * after a second. Disconnects under one second are not reported, since most users who leave are
 * back at once (a page is loaded again, a phone changes its network). Many users are reported
 * together. Safe for use by any thread; no method blocks.
 */
public final class PresenceReporter {

  /** The time for which a departure waits before it is reported. */
  static final Duration DEPARTURE_DELAY = Duration.ofSeconds(1);

  private static final int MAX_AT_ONCE = 500;

  private final PresenceRegistry presence;
  private final PresenceAnnouncer announcer;
  private final Clock clock;
  private final PresenceDebouncer pending = new PresenceDebouncer();
  private final SerialExecutor queue;
  private final DelayedTask departures;

  /**
   * @param executor runs what blocks on the registry
   * @param timer is never blocked
   */
  public PresenceReporter(
      PresenceRegistry presence,
      PresenceAnnouncer announcer,
      FailureReporter failures,
      Clock clock,
      Executor executor,
      ScheduledExecutorService timer) {
    this.presence = presence;
    this.announcer = announcer;
    this.clock = clock;
    this.queue =
        new SerialExecutor(executor, e -> failures.unforeseen(e, "reporting presence", Map.of()));
    this.departures = new DelayedTask(timer, queue, this::reportDepartures);
  }

  /** The user opened the first session on this node. */
  public void arrived(UserId user) {
    if (pending.arrived(user)) {
      queue.execute(this::reportArrivals);
    }
  }

  /** The user's last session on this node ended. */
  public void left(UserId user) {
    if (pending.left(user, clock.instant().plus(DEPARTURE_DELAY))) {
      departures.runIn(DEPARTURE_DELAY);
    }
  }

  private void reportArrivals() {
    List<UserId> arrived = pending.takeArrivals(MAX_AT_ONCE); // empty when an earlier task took all
    if (!arrived.isEmpty()) {
      Map<UserId, Presence> before = presence.arrived(arrived);
      // While presence is unknown, an arrival is announced once too often rather than not at all.
      announcer.online(except(Presence.ONLINE, before));
    }
  }

  private void reportDepartures() {
    List<UserId> left = pending.takeDepartures(clock.instant(), MAX_AT_ONCE);
    if (!left.isEmpty()) {
      announcer.offline(only(Presence.OFFLINE, presence.left(left)));
    }
    pending
        .nextDeparture()
        .map(next -> Duration.between(clock.instant(), next))
        .ifPresent(pause -> departures.runIn(pause.isNegative() ? Duration.ZERO : pause));
  }

  private static Collection<UserId> only(Presence wanted, Map<UserId, Presence> users) {
    return users.keySet().stream().filter(user -> users.get(user) == wanted).toList();
  }

  private static Collection<UserId> except(Presence unwanted, Map<UserId, Presence> users) {
    return users.keySet().stream().filter(user -> users.get(user) != unwanted).toList();
  }
}
