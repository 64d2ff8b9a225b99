package io.chats.application.reminder;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.ReminderStore.Spell;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which clients have been away long enough to be reminded. Blocks on the registry. */
final class ClientAbsence {

  private final PresenceRegistry registry;
  private final Clock clock;
  private final Duration minAbsence;

  ClientAbsence(PresenceRegistry registry, Clock clock, Duration minAbsence) {
    this.registry = registry;
    this.clock = clock;
    this.minAbsence = minAbsence;
  }

  /** The spells whose client is known to be offline, in the same order. */
  List<Spell> offline(List<Spell> spells) {
    if (spells.isEmpty()) {
      return spells;
    }
    Map<UserId, Presence> presence =
        registry.of(spells.stream().map(Spell::client).distinct().toList());
    return spells.stream().filter(it -> presence.get(it.client()) == Presence.OFFLINE).toList();
  }

  /**
   * Returns whether a client who was offline a moment ago still is, and has been for long enough. A
   * client who was never seen counts as away since the first unread message.
   */
  boolean isLongEnough(Spell spell) {
    Optional<Instant> since = registry.offlineSince(spell.client());
    if (since.isEmpty() && offline(List.of(spell)).isEmpty()) {
      return false;
    }
    Instant latest = clock.instant().minus(minAbsence);
    return !since.orElse(spell.firstUnread()).isAfter(latest);
  }
}
