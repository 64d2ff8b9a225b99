package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.connection.StatementRefusedException;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.adapter.mysql.reminder.ChangedChats;
import io.chats.adapter.mysql.reminder.DueSpells;
import io.chats.adapter.mysql.reminder.DueSpells.Entry;
import io.chats.adapter.mysql.reminder.Failing;
import io.chats.adapter.mysql.reminder.SpellClaim;
import io.chats.adapter.mysql.reminder.SpellPurge;
import io.chats.adapter.mysql.reminder.SpellPurge.Ended;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.SpellId;
import io.chats.domain.port.ReminderStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps unread spells in the database. A refresh costs one look into an index when nothing changed;
 * otherwise its cost depends on the number of chats that changed, not on that of new messages.
 */
public final class JdbiReminderStore implements ReminderStore {

  private final Transactions transactions;
  private final ChangedChats changed;
  private final Failing<SpellId> unreadable = new Failing<>("Reading an unread spell");

  /** How far the purge has come. */
  private final AtomicReference<Ended> purged = new AtomicReference<>(Ended.BEFORE_ALL);

  public JdbiReminderStore(Database database) {
    this.transactions = database.transactions();
    this.changed = new ChangedChats(transactions);
  }

  @Override
  public int refresh(Duration within) {
    return changed.review(Deadline.in(within));
  }

  @Override
  public DuePage due(Optional<Position> after, int limit) {
    List<Entry> entries = transactions.read(handle -> DueSpells.after(handle, after, limit));
    Map<SpellId, Spell> spells =
        details(
            entries.stream()
                .filter(entry -> !entry.isClaimed() && !unreadable.isPaused(entry.id()))
                .toList());
    spells.keySet().forEach(unreadable::succeeded);
    return new DuePage(
        entries.stream().map(it -> spells.get(it.id())).filter(Objects::nonNull).toList(),
        entries.size() < limit ? Optional.empty() : Optional.of(entries.getLast().position()));
  }

  @Override
  public boolean claim(SpellId spell, NodeId by, Duration lasting) {
    boolean claimed = transactions.write(handle -> SpellClaim.claim(handle, spell, by, lasting));
    if (!claimed) {
      transactions.write(handle -> SpellClaim.endAbandoned(handle, spell));
    }
    return claimed;
  }

  @Override
  public void reminded(SpellId spell) {
    transactions.write(handle -> SpellClaim.reminded(handle, spell));
  }

  @Override
  public boolean purge(Duration retention) {
    Ended after = purged.get();
    Ended reached = transactions.write(handle -> SpellPurge.step(handle, after, retention));
    purged.set(reached);
    return reached.equals(Ended.BEFORE_ALL);
  }

  /** Those of the spells that can be read: where the statement fails, smaller parts are tried. */
  private Map<SpellId, Spell> details(List<Entry> entries) {
    if (entries.isEmpty()) {
      return Map.of();
    }
    try {
      return transactions.read(handle -> DueSpells.details(handle, entries, unreadable::failed));
    } catch (StatementRefusedException e) {
      if (entries.size() == 1) {
        unreadable.failed(entries.getFirst().id(), entries.getFirst().chat(), e);
        return Map.of();
      }
      int half = entries.size() / 2;
      Map<SpellId, Spell> all = new HashMap<>(details(entries.subList(0, half)));
      all.putAll(details(entries.subList(half, entries.size())));
      return all;
    }
  }
}
