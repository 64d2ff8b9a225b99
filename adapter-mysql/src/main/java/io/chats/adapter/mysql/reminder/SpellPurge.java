package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.row.DatabaseTime;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.domain.model.ChatStatus;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Deletes spells that are over, in small steps along the primary key. A spell is kept as long as
 * its message could begin another one: until the chat is closed or the client's read mark is beyond
 * the message. Neither is ever undone, so no lock is needed. What is kept is at most one ended
 * spell for each client of an opened chat, besides those of the retention.
 */
public final class SpellPurge {

  private static final int STEP = 256;

  private static final String WALK =
      """
      SELECT u.id,
        CASE WHEN u.is_open IS NULL AND u.ended_at < %s
          AND (c.id IS NULL OR c.status = %d OR s.read_seq >= u.first_seq)
        THEN TRUE ELSE FALSE END AS is_over
      FROM (
        SELECT id, chat_id, user_id, first_seq, is_open, ended_at
        FROM unread_spells WHERE id > :after ORDER BY id LIMIT :limit) u
      LEFT JOIN chats c ON c.id = u.chat_id
      LEFT JOIN subscriptions s ON s.chat_id = u.chat_id AND s.user_id = u.user_id
      ORDER BY u.id
      """
          .formatted(DatabaseTime.nowPlus("retention"), EnumCodes.STATUS.of(ChatStatus.CLOSED));

  private static final String DELETE = "DELETE FROM unread_spells WHERE is_open IS NULL AND id IN ";

  private SpellPurge() {}

  /**
   * Looks at some spells, and deletes those that have been over for that long.
   *
   * @param after the id that the last step reached; empty: from the first
   * @return the id that this step reached; empty when it came to the end
   */
  public static String step(Handle handle, String after, Duration retention) {
    List<Walked> walked =
        handle
            .createQuery(WALK)
            .bind("after", after)
            .bind("limit", STEP)
            .bind("retention", DatabaseTime.argument(retention.negated()))
            .map((row, context) -> new Walked(row.getString("id"), row.getBoolean("is_over")))
            .list();
    delete(handle, walked.stream().filter(Walked::isOver).map(Walked::id).toList());
    return walked.size() < STEP ? "" : walked.getLast().id();
  }

  private static void delete(Handle handle, List<String> ids) {
    for (List<String> some : Placeholders.chunks(ids)) {
      List<String> padded = Placeholders.padded(some);
      String marks = "(" + Placeholders.marks(padded.size()) + ")";
      handle.execute(DELETE + marks, padded.toArray());
    }
  }

  private record Walked(String id, boolean isOver) {}
}
