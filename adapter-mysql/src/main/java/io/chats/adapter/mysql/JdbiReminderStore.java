package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Deadline;
import io.chats.adapter.mysql.connection.Transactions;
import io.chats.adapter.mysql.reminder.SpellReview;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ReminderStore;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  // The inner query reads in the order of the index, so that the joins look up no more rows than
  // the limit.
  private static final String DUE =
      """
      SELECT u.id, u.chat_id, u.user_id, u.began_at, u.attempts, c.order_id, m.sender_type
      FROM (
        SELECT id, chat_id, user_id, first_seq, began_at, attempts
        FROM unread_spells /*! FORCE INDEX (unread_spells_due) */
        WHERE is_open = TRUE AND reminded_at IS NULL
          AND began_at >= :began AND (began_at > :began OR id > :after)
          AND (claimed_until IS NULL OR claimed_until <= :now)
        ORDER BY began_at, id LIMIT :limit) u
      JOIN chats c ON c.id = u.chat_id
      JOIN messages m ON m.chat_id = u.chat_id AND m.seq = u.first_seq
      ORDER BY u.began_at, u.id
      """;

  private static final String CLAIM =
      """
      UPDATE unread_spells SET claimed_by = :by, claimed_until = :until, attempts = attempts + 1
      WHERE id = :id AND is_open = TRUE AND reminded_at IS NULL
        AND (claimed_until IS NULL OR claimed_until <= :now)
        AND EXISTS (
          SELECT 1 FROM chats c
          JOIN subscriptions s ON s.chat_id = c.id
          JOIN messages m ON m.chat_id = c.id
          WHERE c.id = unread_spells.chat_id AND c.status = %d
            AND s.user_id = unread_spells.user_id AND s.active = TRUE AND s.user_type = %d
            AND m.unread_seq > s.read_seq AND m.user_id <> s.user_id)
      """
          .formatted(
              EnumCodes.STATUS.of(ChatStatus.OPENED), EnumCodes.USER_TYPE.of(UserType.CLIENT));

  private static final String REMINDED =
      "UPDATE unread_spells SET reminded_at = ? WHERE id = ? AND reminded_at IS NULL";

  private static final Instant BEFORE_ALL = Instant.parse("1000-01-01T00:00:00Z");

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
    return transactions.read(handle ->
        handle
            .createQuery(DUE)
            .bind("began", UtcTime.argument(after.map(Spell::firstUnread).orElse(BEFORE_ALL)))
            .bind("after", after.map(spell -> spell.id().value()).orElse(""))
            .bind("now", UtcTime.argument(now))
            .bind("limit", limit)
            .map((row, context) -> spell(row))
            .list());
  }

  @Override
  public boolean claim(SpellId spell, NodeId by, Instant now, Duration lasting) {
    int claimed =
        transactions.write(handle ->
            handle
                .createUpdate(CLAIM)
                .bind("id", spell.value())
                .bind("by", by.value())
                .bind("now", UtcTime.argument(now))
                .bind("until", UtcTime.argument(now.plus(lasting)))
                .execute());
    return claimed == 1;
  }

  @Override
  public void reminded(SpellId spell, Instant at) {
    transactions.write(handle -> handle.execute(REMINDED, UtcTime.argument(at), spell.value()));
  }

  private List<ChatId> changedAfter(long chat) {
    return transactions.read(handle -> SpellReview.changedAfter(handle, chat, MAX_LOCKED_CHATS));
  }

  private static Spell spell(ResultSet row) throws SQLException {
    return new Spell(
        new SpellId(row.getString("id")),
        new ChatId(row.getLong("chat_id")),
        new OrderId(row.getLong("order_id")),
        new UserId(row.getLong("user_id")),
        EnumCodes.USER_TYPE.at(row.getInt("sender_type")),
        UtcTime.get(row, "began_at"),
        row.getInt("attempts"));
  }
}
