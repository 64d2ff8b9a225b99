package io.chats.application.reminder;

import io.chats.domain.id.NodeId;
import io.chats.domain.port.PushService;
import io.chats.domain.port.ReminderStore;
import io.chats.domain.port.ReminderStore.Spell;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one reminder: claims it, pushes it, and records that. When a node dies in between, the
 * claim expires, and some node retries with the same id. Safe for use by any thread; blocks.
 *
 * <p>A claim lasts somewhat longer than its push can take, and each further one twice as long up to
 * some minutes, so that a push that is never accepted is not retried with every tick.
 */
final class ReminderAttempt {

  private static final Logger LOG = LoggerFactory.getLogger(ReminderAttempt.class);

  private static final Duration CLOCK_SKEW = Duration.ofSeconds(1);
  private static final Duration MAX_CLAIM = Duration.ofMinutes(5);
  private static final int MAX_DOUBLINGS = 16;

  private final ReminderStore store;
  private final PushService pushes;
  private final ReminderTexts texts;
  private final NodeId node;
  private final Duration firstClaim;
  private final Clock clock;

  /**
   * @param pushTimeout the longest time that a push takes
   */
  ReminderAttempt(
      ReminderPorts ports, ReminderTexts texts, NodeId node, Duration pushTimeout, Clock clock) {
    this.store = ports.store();
    this.pushes = ports.pushes();
    this.texts = texts;
    this.node = node;
    this.firstClaim = pushTimeout.multipliedBy(2).plus(CLOCK_SKEW);
    this.clock = clock;
  }

  void remind(Spell spell) {
    if (store.claim(spell.id(), node, clock.instant(), claimAfter(spell.attempts()))) {
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

  private Duration claimAfter(int attempts) {
    Duration claim = firstClaim.multipliedBy(1L << Math.min(attempts, MAX_DOUBLINGS));
    Duration max = MAX_CLAIM.compareTo(firstClaim) < 0 ? firstClaim : MAX_CLAIM;
    return claim.compareTo(max) < 0 ? claim : max;
  }

  private boolean push(Spell spell) {
    ReminderText text = texts.reminder(spell.author());
    return pushes.push(spell.id(), spell.client(), spell.order(), text.title(), text.body());
  }
}
