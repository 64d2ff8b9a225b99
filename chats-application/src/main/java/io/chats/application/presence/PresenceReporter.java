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
 * Reports to the presence registry who came to this node and who went: arrivals at once, departures
 * after a moment, since most who go are back at once (a page is loaded again, a phone changes its
 * network). Many are reported together. Safe for use by any thread; no method blocks.
 */
public final class PresenceReporter {

  /** How long whoever left is still taken for being here. */
  static final Duration LINGER = Duration.ofSeconds(1);

  private static final int MOST_AT_ONCE = 500;

  private final PresenceRegistry presence;
  private final PresenceAnnouncer announcer;
  private final Clock clock;
  private final PresenceDebouncer pending = new PresenceDebouncer();
  private final SerialExecutor queue;
  private final DelayedTask departures;

  /**
   * @param executor runs what blocks on the registry
   * @param timer never blocked
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

  /** The user's first session on this node came. */
  public void arrived(UserId user) {
    if (pending.comes(user)) {
      queue.execute(this::reportArrivals);
    }
  }

  /** The user's last session on this node went. */
  public void left(UserId user) {
    if (pending.goes(user, clock.instant().plus(LINGER))) {
      departures.runIn(LINGER);
    }
  }

  private void reportArrivals() {
    List<UserId> coming = pending.takeComing(MOST_AT_ONCE); // none when one before took them all
    if (!coming.isEmpty()) {
      Map<UserId, Presence> before = presence.arrived(coming);
      // Where it is unknown they are told of once too often rather than not at all.
      announcer.online(except(Presence.ONLINE, before));
    }
  }

  private void reportDepartures() {
    List<UserId> going = pending.takeGoing(clock.instant(), MOST_AT_ONCE);
    if (!going.isEmpty()) {
      announcer.offline(only(Presence.OFFLINE, presence.left(going)));
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
