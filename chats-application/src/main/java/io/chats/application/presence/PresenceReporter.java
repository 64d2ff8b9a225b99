package io.chats.application.presence;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.PresenceRegistry;
import io.chats.support.DelayedTask;
import io.chats.support.SerialExecutor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Reports to the presence registry who came to this node and who left: arrivals at once, departures
 * after a second. Disconnects under one second are not reported, since most users who leave are
 * back at once (a page is loaded again, a phone changes its network). Many users are reported
 * together, and one who cannot be reported fails alone (spec G13). No clock that can be set has a
 * say in it. Safe for use by any thread; no method blocks.
 */
public final class PresenceReporter {

  private static final String TASK = "reporting presence";

  /** The time for which a departure waits before it is reported. */
  static final Duration DEPARTURE_DELAY = Duration.ofSeconds(1);

  private static final int MAX_AT_ONCE = 500;

  private final PresenceRegistry presence;
  private final PresenceAnnouncer announcer;
  private final IsolatedCalls calls;
  private final LongSupplier nanoTime;
  private final SerialExecutor queue;
  private final DelayedTask departuresDue;

  // Not yet reported, oldest first; guarded by this monitor. An arrival and a departure of the same
  // user cancel each other. Departures have the time at which they are due, as nanoTime tells it.
  private final Set<UserId> arrivals = new LinkedHashSet<>();
  private final Map<UserId, Long> departures = new LinkedHashMap<>();

  /**
   * @param nanoTime as {@link System#nanoTime}
   * @param executor runs what blocks on the registry
   * @param timer is never blocked
   */
  public PresenceReporter(
      PresenceRegistry presence,
      PresenceAnnouncer announcer,
      FailureReporter failures,
      LongSupplier nanoTime,
      Executor executor,
      ScheduledExecutorService timer) {
    this.presence = presence;
    this.announcer = announcer;
    this.calls = new IsolatedCalls(failures, TASK);
    this.nanoTime = nanoTime;
    this.queue = new SerialExecutor(executor, e -> failures.unforeseen(e, TASK, Map.of()));
    this.departuresDue = new DelayedTask(timer, queue, this::reportDepartures);
  }

  /** The user opened the first session on this node. */
  public void arrived(UserId user) {
    if (addArrival(user)) {
      queue.execute(this::reportArrivals);
    }
  }

  /** The user's last session on this node ended. */
  public void left(UserId user) {
    if (addDeparture(user, nanoTime.getAsLong() + DEPARTURE_DELAY.toNanos())) {
      departuresDue.runIn(DEPARTURE_DELAY);
    }
  }

  private synchronized boolean addArrival(UserId user) {
    return departures.remove(user) == null && arrivals.add(user);
  }

  private synchronized boolean addDeparture(UserId user, long due) {
    if (arrivals.remove(user)) {
      return false;
    }
    departures.put(user, due);
    return true;
  }

  private void reportArrivals() {
    List<UserId> arrived = takeArrivals(); // empty when an earlier task took all
    if (!arrived.isEmpty()) {
      // While presence is unknown, an arrival is announced once too often rather than not at all.
      var before = calls.call(arrived, presence::arrived).found();
      announcer.online(which(before, was -> was != Presence.ONLINE));
    }
  }

  private void reportDepartures() {
    try {
      var after = calls.call(takeDepartures(), presence::left).found();
      announcer.offline(which(after, now -> now == Presence.OFFLINE));
    } finally { // whatever was thrown, the others are reported
      untilNextDeparture().ifPresent(departuresDue::runIn);
    }
  }

  private synchronized List<UserId> takeArrivals() {
    List<UserId> taken = arrivals.stream().limit(MAX_AT_ONCE).toList();
    taken.forEach(arrivals::remove);
    return taken;
  }

  private synchronized List<UserId> takeDepartures() {
    long now = nanoTime.getAsLong();
    List<UserId> taken =
        departures.entrySet().stream()
            .limit(MAX_AT_ONCE)
            .takeWhile(departure -> departure.getValue() - now <= 0)
            .map(Map.Entry::getKey)
            .toList();
    taken.forEach(departures::remove);
    return taken;
  }

  private synchronized Optional<Duration> untilNextDeparture() {
    return departures.values().stream()
        .findFirst()
        .map(due -> Duration.ofNanos(Math.max(0, due - nanoTime.getAsLong())));
  }

  private static List<UserId> which(Map<UserId, Presence> users, Predicate<Presence> wanted) {
    return users.keySet().stream().filter(user -> wanted.test(users.get(user))).toList();
  }
}
