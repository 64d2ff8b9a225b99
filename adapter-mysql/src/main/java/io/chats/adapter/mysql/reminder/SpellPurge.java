package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.row.DatabaseTime;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.model.ChatStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Deletes spells that are over, in small steps in the order of their ends. A spell is kept as long
 * as its message could begin another one: until the chat is closed or the client's read mark is
 * beyond the message. Neither is ever undone, so no lock is needed. What is kept is at most one
 * ended spell for each client of an opened chat, besides those of the retention.
 */
public final class SpellPurge {

  private static final int STEP = 256;

  private static final String WALK =
      """
      SELECT u.id, u.ended_at,
        CASE WHEN c.id IS NULL OR c.status = %d OR s.read_seq >= u.first_seq
        THEN TRUE ELSE FALSE END AS is_over
      FROM (
        SELECT id, chat_id, user_id, first_seq, ended_at
        FROM unread_spells /*! FORCE INDEX (unread_spells_ended) */
        WHERE ended_at < %s AND ended_at >= :ended AND (ended_at > :ended OR id > :after)
        ORDER BY ended_at, id LIMIT :limit) u
      LEFT JOIN chats c ON c.id = u.chat_id
      LEFT JOIN subscriptions s ON s.chat_id = u.chat_id AND s.user_id = u.user_id
      ORDER BY u.ended_at, u.id
      """
          .formatted(EnumCodes.STATUS.of(ChatStatus.CLOSED), DatabaseTime.nowPlus("retention"));

  private static final String DELETE = "DELETE FROM unread_spells WHERE is_open IS NULL AND id IN ";

  private SpellPurge() {}

  /**
   * Looks at some spells, and deletes those that have been over for that long.
   *
   * @param after where the last step ended; {@link Ended#BEFORE_ALL}: from the first
   * @return where this step ended; {@code BEFORE_ALL} when it came to the last
   */
  public static Ended step(Handle handle, Ended after, Duration retention) {
    List<Walked> walked =
        handle
            .createQuery(WALK)
            .bind("ended", UtcTime.argument(after.at()))
            .bind("after", after.id())
            .bind("limit", STEP)
            .bind("retention", DatabaseTime.argument(retention.negated()))
            .map((row, context) -> Walked.read(row))
            .list();
    delete(handle, walked.stream().filter(Walked::isOver).map(it -> it.spell().id()).toList());
    return walked.size() < STEP ? Ended.BEFORE_ALL : walked.getLast().spell();
  }

  private static void delete(Handle handle, List<String> ids) {
    for (List<String> some : Placeholders.chunks(ids)) {
      List<String> padded = Placeholders.padded(some);
      String marks = "(" + Placeholders.marks(padded.size()) + ")";
      handle.execute(DELETE + marks, padded.toArray());
    }
  }

  /**
   * The place of an ended spell in the order of the index.
   *
   * @param at when it ended
   */
  public record Ended(Instant at, String id) {

    public static final Ended BEFORE_ALL = new Ended(Instant.parse("1000-01-01T00:00:00Z"), "");
  }

  private record Walked(Ended spell, boolean isOver) {

    private static Walked read(ResultSet row) throws SQLException {
      return new Walked(
          new Ended(UtcTime.get(row, "ended_at"), row.getString("id")), row.getBoolean("is_over"));
    }
  }
}
