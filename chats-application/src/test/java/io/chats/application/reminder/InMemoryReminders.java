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
import java.util.function.Supplier;

/**
 * Unread spells that tests open, shared by nodes, with claims that expire by a clock of its own.
 */
final class InMemoryReminders implements ReminderStore {

  private static final Comparator<Position> LONGEST_WAITING =
      Comparator.comparing(Position::firstUnread).thenComparing(position -> position.id().value());

  private final Map<SpellId, Spell> open = new HashMap<>();
  private final Map<SpellId, Instant> claimedUntil = new HashMap<>();
  private final Set<SpellId> reminded = new HashSet<>();
  private final Map<SpellId, Integer> triedClaims = new HashMap<>();
  private final Set<SpellId> stuck = new HashSet<>();
  private final Supplier<Instant> clock;
  private int refreshes;
  private int purges;
  private int stepsToPurge = 1;
  private boolean away;
  private boolean cannotRefresh;

  InMemoryReminders(Supplier<Instant> clock) {
    this.clock = clock;
  }

  synchronized void open(Spell spell) {
    open.put(spell.id(), spell);
  }

  synchronized void end(SpellId spell) {
    open.remove(spell);
  }

  synchronized void setAway(boolean isAway) {
    away = isAway;
  }

  synchronized void failToRefresh() {
    cannotRefresh = true;
  }

  /** From now on claims of this spell get no answer, as if somebody else held its row. */
  synchronized void stick(SpellId spell) {
    stuck.add(spell);
  }

  synchronized void loosen(SpellId spell) {
    stuck.remove(spell);
  }

  synchronized int triedClaims(SpellId spell) {
    return triedClaims.getOrDefault(spell, 0);
  }

  synchronized boolean isReminded(SpellId spell) {
    return reminded.contains(spell);
  }

  synchronized int refreshes() {
    return refreshes;
  }

  synchronized int purges() {
    return purges;
  }

  /** So many calls of purge until it comes to the end. */
  synchronized void setStepsToPurge(int steps) {
    stepsToPurge = steps;
  }

  @Override
  public synchronized int refresh(Duration within) {
    requireThere();
    refreshes++;
    if (cannotRefresh) {
      throw new IllegalStateException("cannot refresh");
    }
    return 0;
  }

  @Override
  public synchronized DuePage due(Optional<Position> after, int limit) {
    requireThere();
    List<Position> positions =
        open.values().stream()
            .filter(spell -> !reminded.contains(spell.id()))
            .map(spell -> new Position(spell.firstUnread(), spell.id()))
            .filter(it -> after.isEmpty() || LONGEST_WAITING.compare(it, after.get()) > 0)
            .sorted(LONGEST_WAITING)
            .limit(limit)
            .toList();
    return new DuePage(
        positions.stream()
            .map(Position::id)
            .filter(id -> !isClaimed(id))
            .map(this::waiting)
            .toList(),
        positions.size() < limit ? Optional.empty() : Optional.of(positions.getLast()));
  }

  @Override
  public synchronized boolean claim(SpellId spell, NodeId by, Duration lasting) {
    requireThere();
    triedClaims.merge(spell, 1, Integer::sum);
    if (stuck.contains(spell)) {
      throw new StoreUnavailableException("stuck", null);
    }
    if (!open.containsKey(spell) || reminded.contains(spell) || isClaimed(spell)) {
      return false;
    }
    claimedUntil.put(spell, clock.get().plus(lasting));
    open.computeIfPresent(spell, (id, it) -> with(it, it.waiting(), it.attempts() + 1));
    return true;
  }

  @Override
  public synchronized void reminded(SpellId spell) {
    requireThere();
    reminded.add(spell);
  }

  @Override
  public synchronized boolean purge(Duration retention) {
    requireThere();
    purges++;
    return purges % stepsToPurge == 0;
  }

  private Spell waiting(SpellId id) {
    Spell spell = open.get(id);
    return with(spell, Duration.between(spell.firstUnread(), clock.get()), spell.attempts());
  }

  private static Spell with(Spell spell, Duration waiting, int attempts) {
    return new Spell(
        spell.id(),
        spell.chat(),
        spell.order(),
        spell.client(),
        spell.author(),
        spell.firstUnread(),
        waiting,
        attempts);
  }

  private boolean isClaimed(SpellId spell) {
    return claimedUntil.getOrDefault(spell, Instant.MIN).isAfter(clock.get());
  }

  private void requireThere() {
    if (away) {
      throw new StoreUnavailableException("away", null);
    }
  }
}
