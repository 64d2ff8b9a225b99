package io.chats.application.reminder;

import io.chats.domain.id.NodeId;
import io.chats.domain.port.PushService;
import io.chats.domain.port.ReminderStore;
import io.chats.domain.port.ReminderStore.Spell;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt to remind: claims, pushes, records. When it ends in the middle, the claim lapses, and
 * some node attempts again with the same id. Safe for use by any thread; blocks.
 */
final class ReminderAttempt {

  private static final Logger LOG = LoggerFactory.getLogger(ReminderAttempt.class);

  private final ReminderStore store;
  private final PushService pushes;
  private final ReminderTexts texts;
  private final NodeId node;
  private final ClaimLease lease;
  private final Clock clock;

  ReminderAttempt(
      ReminderStore store,
      PushService pushes,
      ReminderTexts texts,
      NodeId node,
      ClaimLease lease,
      Clock clock) {
    this.store = store;
    this.pushes = pushes;
    this.texts = texts;
    this.node = node;
    this.lease = lease;
    this.clock = clock;
  }

  void at(Spell spell) {
    if (store.claim(spell.id(), node, clock.instant(), lease.after(spell.attempts()))) {
      if (push(spell)) {
        store.reminded(spell.id(), clock.instant());
      } else {
        LOG.warn(
            "Push {} for user {}, chat {} was not taken in attempt {}",
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
}
