package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.row.DatabaseTime;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ReminderStore.Position;
import io.chats.domain.port.ReminderStore.Spell;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Reads the open spells that were not reminded of. The first statement walks along an index and
 * reads as many entries as it is asked for, claimed ones included; the second one looks up what a
 * push needs, so that a spell whose rows cannot be read has a place in the order all the same.
 */
public final class DueSpells {

  private static final String ENTRIES =
      """
      SELECT id, chat_id, began_at,
        CASE WHEN claimed_until > %s THEN TRUE ELSE FALSE END AS is_claimed
      FROM unread_spells /*! FORCE INDEX (unread_spells_due) */
      WHERE is_open = TRUE AND reminded_at IS NULL
        AND began_at >= :began AND (began_at > :began OR id > :after)
      ORDER BY began_at, id LIMIT :limit
      """
          .formatted(DatabaseTime.NOW);

  private static final String DETAILS =
      """
      SELECT u.id, u.chat_id, u.user_id, u.began_at, u.attempts, c.order_id, m.sender_type,
        %s AS waiting
      FROM unread_spells u
      JOIN chats c ON c.id = u.chat_id
      JOIN messages m ON m.chat_id = u.chat_id AND m.seq = u.first_seq
      WHERE u.id IN (%%s)
      """
          .formatted(DatabaseTime.millisSince("u.began_at"));

  private static final Instant BEFORE_ALL = Instant.parse("1000-01-01T00:00:00Z");

  private DueSpells() {}

  /** The spells after that position, the longest waiting first. */
  public static List<Entry> after(Handle handle, Optional<Position> position, int limit) {
    return handle
        .createQuery(ENTRIES)
        .bind("began", UtcTime.argument(position.map(Position::firstUnread).orElse(BEFORE_ALL)))
        .bind("after", position.map(it -> it.id().value()).orElse(""))
        .bind("limit", limit)
        .map((row, context) -> Entry.read(row))
        .list();
  }

  /**
   * Looks up these spells.
   *
   * @param unreadable is notified of each spell that could not be read
   */
  public static Map<SpellId, Spell> details(
      Handle handle, Collection<Entry> entries, Unreadable unreadable) {
    Map<SpellId, Spell> spells = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        DETAILS,
        "?",
        entries,
        entry -> List.of(entry.id().value()),
        row -> {
          try {
            Spell spell = spell(row);
            spells.put(spell.id(), spell);
          } catch (SQLException | RuntimeException e) {
            unreadable.failed(
                new SpellId(row.getString("id")), new ChatId(row.getLong("chat_id")), e);
          }
        });
    return spells;
  }

  private static Spell spell(ResultSet row) throws SQLException {
    return new Spell(
        new SpellId(row.getString("id")),
        new ChatId(row.getLong("chat_id")),
        new OrderId(row.getLong("order_id")),
        new UserId(row.getLong("user_id")),
        EnumCodes.USER_TYPE.at(row.getInt("sender_type")),
        UtcTime.get(row, "began_at"),
        Duration.ofMillis(row.getLong("waiting")),
        row.getInt("attempts"));
  }

  /** Is notified of a spell that could not be read. */
  @FunctionalInterface
  public interface Unreadable {
    void failed(SpellId spell, ChatId chat, Exception reason);
  }

  /** A spell in the order of the index. */
  public record Entry(ChatId chat, Position position, boolean isClaimed) {

    private static Entry read(ResultSet row) throws SQLException {
      return new Entry(
          new ChatId(row.getLong("chat_id")),
          new Position(UtcTime.get(row, "began_at"), new SpellId(row.getString("id"))),
          row.getBoolean("is_claimed"));
    }

    public SpellId id() {
      return position.id();
    }
  }
}
