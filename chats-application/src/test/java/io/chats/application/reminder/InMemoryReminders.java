package io.chats.application.reminder;

import io.chats.domain.id.NodeId;
import io.chats.domain.id.SpellId;
import io.chats.domain.port.ReminderStore;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Unread spells that tests open, shared by nodes, with claims that expire. */
final class InMemoryReminders implements ReminderStore {

  private static final Comparator<Spell> LONGEST_WAITING =
      Comparator.comparing(Spell::firstUnread).thenComparing(spell -> spell.id().value());

  private final Map<SpellId, Spell> open = new HashMap<>();
  private final Map<SpellId, Instant> claimedUntil = new HashMap<>();
  private final Set<SpellId> reminded = new HashSet<>();
  private int refreshes;
  private boolean away;

  synchronized void open(Spell spell) {
    open.put(spell.id(), spell);
  }

  synchronized void end(SpellId spell) {
    open.remove(spell);
  }

  synchronized void setAway(boolean isAway) {
    away = isAway;
  }

  synchronized boolean isReminded(SpellId spell) {
    return reminded.contains(spell);
  }

  synchronized int refreshes() {
    return refreshes;
  }

  @Override
  public synchronized int refresh(Instant now, Duration within) {
    requireThere();
    refreshes++;
    return 0;
  }

  @Override
  public synchronized List<Spell> due(Instant now, Optional<Spell> after, int limit) {
    requireThere();
    return open.values().stream()
        .filter(spell -> isDue(spell.id(), now))
        .filter(spell -> after.isEmpty() || LONGEST_WAITING.compare(spell, after.get()) > 0)
        .sorted(LONGEST_WAITING)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized boolean claim(SpellId spell, NodeId by, Instant now, Duration lasting) {
    requireThere();
    if (!open.containsKey(spell) || !isDue(spell, now)) {
      return false;
    }
    claimedUntil.put(spell, now.plus(lasting));
    open.computeIfPresent(spell, (id, it) -> attemptedOnceMore(it));
    return true;
  }

  @Override
  public synchronized void reminded(SpellId spell, Instant at) {
    requireThere();
    reminded.add(spell);
  }

  private static Spell attemptedOnceMore(Spell spell) {
    return new Spell(
        spell.id(),
        spell.chat(),
        spell.order(),
        spell.client(),
        spell.author(),
        spell.firstUnread(),
        spell.attempts() + 1);
  }

  private boolean isDue(SpellId spell, Instant now) {
    return !reminded.contains(spell) && !claimedUntil.getOrDefault(spell, Instant.MIN).isAfter(now);
  }

  private void requireThere() {
    if (away) {
      throw new StoreUnavailableException("away", null);
    }
  }
}
