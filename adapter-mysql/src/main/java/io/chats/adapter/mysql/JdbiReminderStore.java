package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Deadline;
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
import java.util.Objects;
import java.util.Optional;

/**
 * Unread spells in the database. Refreshing costs one look into an index when nothing changed, and
 * otherwise follows how many chats did, not how many messages came.
 */
public final class JdbiReminderStore implements ReminderStore {

  /** So few that their locks are held for some milliseconds only. */
  private static final int CHATS_AT_ONCE = 128;

  private final Database database;

  public JdbiReminderStore(Database database) {
    this.database = Objects.requireNonNull(database);
  }

  @Override
  public int refresh(Instant now, Duration within) {
    Deadline end = Deadline.in(within);
    int began = 0;
    List<ChatId> changed = changedAfter(0);
    while (!changed.isEmpty()) {
      List<ChatId> some = changed;
      began += database.write(handle -> SpellReview.run(handle, some, now));
      // Those that were locked are left behind.
      changed = end.allows(Duration.ZERO) ? changedAfter(some.getLast().value()) : List.of();
    }
    return began;
  }

  @Override
  public List<Spell> due(Instant now, Optional<Spell> after, int limit) {
    return database.read(handle -> SpellClaim.due(handle, now, after, limit));
  }

  @Override
  public boolean claim(SpellId spell, NodeId by, Instant now, Duration lasting) {
    return database.write(handle -> SpellClaim.claim(handle, spell, by, now, now.plus(lasting)));
  }

  @Override
  public void reminded(SpellId spell, Instant at) {
    database.write(handle -> {
      SpellClaim.reminded(handle, spell, at);
      return null;
    });
  }

  private List<ChatId> changedAfter(long chat) {
    return database.read(handle -> ChangedChats.after(handle, chat, CHATS_AT_ONCE));
  }
}
