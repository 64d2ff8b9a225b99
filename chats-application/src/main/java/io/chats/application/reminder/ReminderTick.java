package io.chats.application.reminder;

import io.chats.domain.id.NodeId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.PushService;
import io.chats.domain.port.ReminderStore;
import io.chats.domain.port.ReminderStore.Spell;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.support.Backoff;
import io.chats.support.ParallelRunner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tick: looks for unread messages, and reminds the clients who are away (spec G9). A tick that
 * is not done when the next one is due leaves the rest to it. Used by one thread at a time.
 *
 * <p>A reminder is claimed, pushed, and recorded. When a node dies in between, the claim expires,
 * and some node retries with the same id. A claim lasts somewhat longer than its push can take, and
 * each further one twice as long up to some minutes, so that a push that is never accepted is not
 * retried with every tick.
 */
final class ReminderTick implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ReminderTick.class);

  private static final int PAGE = 256;
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(1);
  private static final Duration MAX_CLAIM = Duration.ofMinutes(5);

  private final ReminderStore store;
  private final PresenceRegistry presence;
  private final PushService pushes;
  private final FailureReporter failures;
  private final ReminderTexts texts;
  private final NodeId node;
  private final Clock clock;
  private final ParallelRunner runner;
  private final Backoff claims;

  /** The time between two ticks, and how long a client must have been away. */
  private final Duration step;

  private volatile boolean stopping;

  /** The spell at which the last tick ran out of time; the next one continues behind it. */
  private Optional<Spell> reached = Optional.empty();

  private boolean isOutageReported;

  ReminderTick(
      ReminderPorts ports,
      ReminderTexts texts,
      TickerSettings settings,
      NodeId node,
      Clock clock,
      Executor executor) {
    this.store = ports.store();
    this.presence = ports.presence();
    this.pushes = ports.pushes();
    this.failures = ports.failures();
    this.texts = texts;
    this.node = node;
    this.clock = clock;
    this.runner = new ParallelRunner(executor, settings.pushesAtOnce());
    Duration firstClaim = settings.pushTimeout().multipliedBy(2).plus(CLOCK_SKEW);
    Duration maxClaim = MAX_CLAIM.compareTo(firstClaim) < 0 ? firstClaim : MAX_CLAIM;
    this.claims = new Backoff(firstClaim, maxClaim, () -> 1);
    this.step = settings.step();
  }

  /** Blocks on the database and the push service. Never throws. */
  @Override
  public void run() {
    try {
      tick();
      isOutageReported = false;
    } catch (StoreUnavailableException e) {
      reportOutage(e);
    } catch (RuntimeException e) {
      failures.unforeseen(e, "tick", Map.of());
    }
  }

  /** Makes a tick that has begun end soon. */
  void stop() {
    stopping = true;
  }

  private void tick() {
    Instant start = clock.instant();
    Instant end = start.plus(step);
    store.refresh(start, step.dividedBy(2));
    boolean more = true;
    while (more && mayGoOn(end)) {
      more = remindOfPage(end);
    }
  }

  /** Returns whether there may be another page. */
  private boolean remindOfPage(Instant end) {
    List<Spell> page = store.due(clock.instant(), reached, PAGE);
    runner.forEach(offline(page), this::remind, () -> mayGoOn(end));
    if (!mayGoOn(end)) {
      return false; // the next tick begins with the rest of this page
    }
    boolean isLast = page.size() < PAGE;
    reached = isLast ? Optional.empty() : Optional.of(page.getLast());
    return !isLast;
  }

  private boolean mayGoOn(Instant end) {
    return !stopping && clock.instant().isBefore(end);
  }

  private void remind(Spell spell) {
    try {
      if (isAwayLongEnough(spell)) {
        attempt(spell);
      }
    } catch (StoreUnavailableException e) {
      throw e; // the others would fail, too
    } catch (RuntimeException e) {
      failures.unforeseen(
          e,
          "reminder",
          Map.of("chat", spell.chat().toString(), "user", spell.client().toString()));
    }
  }

  private void attempt(Spell spell) {
    if (store.claim(spell.id(), node, clock.instant(), claims.pause(spell.attempts()))) {
      if (push(spell)) {
        store.reminded(spell.id(), clock.instant());
      } else {
        LOG.warn(
            "Push {} for user {}, chat {} was not accepted in attempt {}; it is retried",
            spell.id(),
            spell.client(),
            spell.chat(),
            spell.attempts() + 1);
      }
    }
  }

  private boolean push(Spell spell) {
    ReminderText text = texts.reminder(spell.author());
    return pushes.push(spell.id(), spell.client(), spell.order(), text.title(), text.body());
  }

  /** The spells whose client is known to be offline, in the same order. */
  private List<Spell> offline(List<Spell> spells) {
    if (spells.isEmpty()) {
      return spells;
    }
    Map<UserId, Presence> now = presence.of(spells.stream().map(Spell::client).distinct().toList());
    return spells.stream().filter(it -> now.get(it.client()) == Presence.OFFLINE).toList();
  }

  /**
   * Returns whether a client who was offline a moment ago still is, and has been for long enough. A
   * client who was never seen counts as away since the first unread message.
   */
  private boolean isAwayLongEnough(Spell spell) {
    Optional<Instant> since = presence.offlineSince(spell.client());
    if (since.isEmpty() && offline(List.of(spell)).isEmpty()) {
      return false;
    }
    Instant latest = clock.instant().minus(step);
    return !since.orElse(spell.firstUnread()).isAfter(latest);
  }

  /** Reports an outage once, not with each tick. */
  private void reportOutage(StoreUnavailableException e) {
    if (!isOutageReported) {
      isOutageReported = true;
      failures.unforeseen(e, "tick", Map.of());
    }
  }
}
