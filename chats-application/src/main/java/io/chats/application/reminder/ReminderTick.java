package io.chats.application.reminder;

import io.chats.domain.id.NodeId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.PushService;
import io.chats.domain.port.ReminderStore;
import io.chats.domain.port.ReminderStore.DuePage;
import io.chats.domain.port.ReminderStore.Position;
import io.chats.domain.port.ReminderStore.Spell;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.support.Backoff;
import io.chats.support.LogThrottle;
import io.chats.support.ParallelRunner;
import io.chats.support.SetAside;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
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
 *
 * <p>A reminder that fails is set aside for a growing pause, and the others go on (spec G13). No
 * wall clock of this node decides anything: the store and the presence registry each compare times
 * by a clock of their own.
 */
final class ReminderTick implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ReminderTick.class);

  private static final int PAGE = 256;
  private static final Duration CLAIM_MARGIN = Duration.ofSeconds(1);
  private static final Duration MAX_CLAIM = Duration.ofMinutes(5);
  private static final Duration MAX_PAUSE = Duration.ofMinutes(10);
  private static final int MAX_SET_ASIDE = 10_000;

  /** How long operators can look up what became of a spell. */
  private static final Duration RETENTION = Duration.ofDays(30);

  private static final Duration BETWEEN_PURGES = Duration.ofHours(1);

  private final ReminderStore store;
  private final PresenceRegistry presence;
  private final PushService pushes;
  private final FailureReporter failures;
  private final ReminderTexts texts;
  private final NodeId node;
  private final LongSupplier nanoTime;
  private final ParallelRunner runner;
  private final Backoff claims;
  private final SetAside<SpellId> setAside;
  private final LogThrottle unavailableLines = new LogThrottle(Duration.ofSeconds(30));

  /** When so many reminders in a row find no database, it is away for all of them. */
  private final int maxUnavailable;

  private final AtomicInteger unavailable = new AtomicInteger();

  /** The time between two ticks, and how long a client must have been away. */
  private final Duration step;

  private volatile boolean stopping;

  /** Where the last tick ran out of time; the next one continues behind it. */
  private Optional<Position> reached = Optional.empty();

  private long nextPurge;

  private boolean isOutageReported;

  /**
   * @param nanoTime such as {@link System#nanoTime}
   */
  ReminderTick(
      ReminderPorts ports,
      ReminderTexts texts,
      TickerSettings settings,
      NodeId node,
      LongSupplier nanoTime,
      Executor executor) {
    this.store = ports.store();
    this.presence = ports.presence();
    this.pushes = ports.pushes();
    this.failures = ports.failures();
    this.texts = texts;
    this.node = node;
    this.nanoTime = nanoTime;
    this.runner = new ParallelRunner(executor, settings.pushesAtOnce());
    this.step = settings.step();
    Duration firstClaim = settings.pushTimeout().multipliedBy(2).plus(CLAIM_MARGIN);
    this.claims = new Backoff(firstClaim, longer(MAX_CLAIM, firstClaim), () -> 1);
    this.setAside =
        new SetAside<>(new Backoff(step, longer(MAX_PAUSE, step)), MAX_SET_ASIDE, nanoTime);
    this.maxUnavailable = 2 * settings.pushesAtOnce();
    this.nextPurge = nanoTime.getAsLong();
  }

  /** Blocks on the database and the push service. Never throws. */
  @Override
  public void run() {
    try {
      tick();
      isOutageReported = false;
    } catch (StoreUnavailableException e) {
      reportOutage(e);
    }
  }

  /** Makes a tick that has begun end soon. */
  void stop() {
    stopping = true;
  }

  private void tick() {
    long end = nanoTime.getAsLong() + step.toNanos();
    unavailable.set(0);
    apart(() -> store.refresh(step.dividedBy(2)));
    apart(() -> remindOfPages(end));
    apart(this::purge);
  }

  /** A part that fails keeps no other from being done, unless the database is away. */
  private void apart(Runnable part) {
    try {
      part.run();
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      failures.unforeseen(e, "tick", Map.of());
    }
  }

  private void remindOfPages(long end) {
    boolean more = true;
    while (more && mayGoOn(end)) {
      more = remindOfPage(end);
    }
  }

  /** Returns whether there may be another page. */
  private boolean remindOfPage(long end) {
    DuePage page = store.due(reached, PAGE);
    List<Spell> spells =
        page.spells().stream().filter(spell -> !setAside.isPaused(spell.id())).toList();
    runner.forEach(offline(spells), this::remind, () -> mayGoOn(end));
    if (!mayGoOn(end)) {
      return false; // the next tick begins with the rest of this page
    }
    reached = page.next();
    return reached.isPresent();
  }

  private boolean mayGoOn(long end) {
    return !stopping && end - nanoTime.getAsLong() > 0;
  }

  private void remind(Spell spell) {
    try {
      if (isAwayLongEnough(spell)) {
        attempt(spell);
        unavailable.set(0);
      }
      setAside.succeeded(spell.id());
    } catch (StoreUnavailableException e) {
      setAsideUnavailable(spell, e);
    } catch (RuntimeException e) {
      setAside.failed(spell.id());
      failures.unforeseen(
          e,
          "reminder",
          Map.of("chat", spell.chat().toString(), "user", spell.client().toString()));
    }
  }

  private void setAsideUnavailable(Spell spell, StoreUnavailableException e) {
    setAside.failed(spell.id());
    if (unavailable.incrementAndGet() >= maxUnavailable) {
      throw e;
    }
    if (unavailableLines.tryAcquire()) {
      LOG.warn(
          "Reminder {} for user {}, chat {} is set aside for now: {}",
          spell.id(),
          spell.client(),
          spell.chat(),
          e.getMessage());
    }
  }

  private void attempt(Spell spell) {
    if (store.claim(spell.id(), node, claims.pause(spell.attempts()))) {
      if (push(spell)) {
        store.reminded(spell.id());
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
    Optional<Duration> away = presence.offlineFor(spell.client());
    if (away.isEmpty() && offline(List.of(spell)).isEmpty()) {
      return false;
    }
    return away.orElse(spell.waiting()).compareTo(step) >= 0;
  }

  /** Lets go of spells that are over, a few with each tick; pauses when all were looked at. */
  private void purge() {
    if (nanoTime.getAsLong() - nextPurge >= 0 && store.purge(RETENTION)) {
      nextPurge = nanoTime.getAsLong() + BETWEEN_PURGES.toNanos();
    }
  }

  /** Reports an outage once, not with each tick. */
  private void reportOutage(StoreUnavailableException e) {
    if (!isOutageReported) {
      isOutageReported = true;
      failures.unforeseen(e, "tick", Map.of());
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
