package io.chats.application.reminder;

import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.ReminderStore;
import io.chats.domain.port.ReminderStore.Spell;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.support.ParallelRunner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One tick: notices what is unread, and reminds the clients who are away (spec G9). One that is not
 * done with all when the next is due leaves the rest to it. For one thread at a time.
 */
final class ReminderTick implements Runnable {

  private static final int PAGE = 256;

  private final ReminderStore store;
  private final ClientAbsence absence;
  private final ReminderAttempt attempt;
  private final ParallelRunner workers;
  private final FailureReporter failures;
  private final Clock clock;
  private final Duration step;
  private volatile boolean stopping;

  /** Where the last tick stopped for want of time: those who wait behind are to have their turn. */
  private Optional<Spell> reached = Optional.empty();

  private boolean isOutageReported;

  ReminderTick(
      ReminderStore store,
      ClientAbsence absence,
      ReminderAttempt attempt,
      ParallelRunner workers,
      FailureReporter failures,
      Clock clock,
      Duration step) {
    this.store = store;
    this.absence = absence;
    this.attempt = attempt;
    this.workers = workers;
    this.failures = failures;
    this.clock = clock;
    this.step = step;
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

  /** A tick that has begun attempts no more. */
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

  /** Whether there may be another page. */
  private boolean remindOfPage(Instant end) {
    List<Spell> page = store.due(clock.instant(), reached, PAGE);
    workers.forEach(absence.offline(page), this::remind, () -> mayGoOn(end));
    if (!mayGoOn(end)) {
      return false; // the next tick begins with what is left of it
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
      if (absence.isLongEnough(spell)) {
        attempt.at(spell);
      }
    } catch (StoreUnavailableException e) {
      throw e; // so it is for the others
    } catch (RuntimeException e) {
      failures.unforeseen(
          e,
          "reminder",
          Map.of("chat", spell.chat().toString(), "user", spell.client().toString()));
    }
  }

  /** Once for each outage, not with each tick in it. */
  private void reportOutage(StoreUnavailableException e) {
    if (!isOutageReported) {
      isOutageReported = true;
      failures.unforeseen(e, "tick", Map.of());
    }
  }
}
