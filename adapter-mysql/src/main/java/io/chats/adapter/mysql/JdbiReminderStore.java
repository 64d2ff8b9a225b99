package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.adapter.mysql.reminder.ChangedChats;
import io.chats.adapter.mysql.reminder.SpellClaim;
import io.chats.adapter.mysql.reminder.SpellReview;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.SpellId;
import io.chats.domain.port.ReminderStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps unread spells in the database. A refresh costs one look into an index when nothing changed;
 * otherwise its cost depends on the number of chats that changed, not on that of new messages.
 */
public final class JdbiReminderStore implements ReminderStore {

  /** So few that their locks are held for some milliseconds only. */
  private static final int MAX_LOCKED_CHATS = 128;

  private final Transactions transactions;

  public JdbiReminderStore(Database database) {
    this.transactions = database.transactions();
  }

  @Override
  public int refresh(Instant now, Duration within) {
    Deadline end = Deadline.in(within);
    int began = 0;
    List<ChatId> changed = changedAfter(0);
    while (!changed.isEmpty()) {
      List<ChatId> some = changed;
      began += transactions.write(handle -> SpellReview.run(handle, some, now));
      // Chats that were locked are left to the next call.
      changed = end.hasPassed() ? List.of() : changedAfter(some.getLast().value());
    }
    return began;
  }

  @Override
  public List<Spell> due(Instant now, Optional<Spell> after, int limit) {
    return transactions.read(handle -> SpellClaim.due(handle, now, after, limit));
  }

  @Override
  public boolean claim(SpellId spell, NodeId by, Instant now, Duration lasting) {
    return transactions.write(
        handle -> SpellClaim.claim(handle, spell, by, now, now.plus(lasting)));
  }

  @Override
  public void reminded(SpellId spell, Instant at) {
    transactions.write(handle -> {
      SpellClaim.reminded(handle, spell, at);
      return null;
    });
  }

  private List<ChatId> changedAfter(long chat) {
    return transactions.read(handle -> ChangedChats.after(handle, chat, MAX_LOCKED_CHATS));
  }
}
