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

/** Whether clients have been away long enough to be reminded. Blocks on the registry. */
final class ClientAbsence {

  private final PresenceRegistry registry;
  private final Clock clock;
  private final Duration longEnough;

  ClientAbsence(PresenceRegistry registry, Clock clock, Duration longEnough) {
    this.registry = registry;
    this.clock = clock;
    this.longEnough = longEnough;
  }

  /** Those whose client is offline: not online, and not unknown. In the same order. */
  List<Spell> offline(List<Spell> spells) {
    if (spells.isEmpty()) {
      return spells;
    }
    Map<UserId, Presence> presence =
        registry.of(spells.stream().map(Spell::client).distinct().toList());
    return spells.stream().filter(it -> presence.get(it.client()) == Presence.OFFLINE).toList();
  }

  /**
   * Whether the client, who was offline a moment ago, still is, and has been for long enough. Of
   * one who was never seen that is as long as there is something to read.
   */
  boolean isLongEnough(Spell spell) {
    Optional<Instant> since = registry.offlineSince(spell.client());
    if (since.isEmpty() && offline(List.of(spell)).isEmpty()) {
      return false;
    }
    Instant latest = clock.instant().minus(longEnough);
    return !since.orElse(spell.firstUnread()).isAfter(latest);
  }
}
