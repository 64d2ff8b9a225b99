package io.chats.adapter.mysql.history;

import io.chats.adapter.mysql.row.MessageRow;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Message;
import io.chats.domain.port.MessageHistory;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Reads messages next to a {@code seq}, oldest first. The database cuts long pages by their bytes,
 * so that what is cut is never sent. Short pages are bounded enough by their number of messages,
 * and summing up their lengths first was measured to cost half as much as reading them.
 */
public final class PageQuery {

  /** The largest number of messages of a short page. */
  static final int SHORT = 64;

  private static final String AFTER = "m.seq > :seq ORDER BY m.seq";
  private static final String UP_TO = "m.seq <= :seq ORDER BY m.seq DESC";

  private static final String PAGE =
      "SELECT "
          + MessageRow.COLUMNS
          + " FROM messages m WHERE m.chat_id = :chat AND %s LIMIT :limit";

  // A message belongs to the page when those before it leave room, so the first one always does.
  private static final String CUT =
      """
      SELECT %s FROM (
        SELECT lengths.seq, SUM(lengths.bytes) OVER (ORDER BY lengths.seq %%2$s) - lengths.bytes
          AS bytes_before
        FROM (
          SELECT m.seq AS seq, OCTET_LENGTH(m.text) + COALESCE(OCTET_LENGTH(m.params), 0) AS bytes
          FROM messages m WHERE m.chat_id = :chat AND %%1$s LIMIT :limit) lengths
        ) page JOIN messages m ON m.chat_id = :chat AND m.seq = page.seq
      WHERE page.bytes_before < %d ORDER BY m.seq %%2$s
      """
          .formatted(MessageRow.COLUMNS, MessageHistory.MAX_PAGE_BYTES);

  private PageQuery() {}

  public static List<Message> after(Handle handle, ChatId chat, long seq, int limit) {
    return read(handle, PAGE.formatted(AFTER), chat, seq, limit);
  }

  public static List<Message> cutAfter(Handle handle, ChatId chat, long seq, int limit) {
    return limit <= SHORT
        ? after(handle, chat, seq, limit)
        : read(handle, CUT.formatted(AFTER, "ASC"), chat, seq, limit);
  }

  public static List<Message> cutUpTo(Handle handle, ChatId chat, long seq, int limit) {
    String sql = limit <= SHORT ? PAGE.formatted(UP_TO) : CUT.formatted(UP_TO, "DESC");
    return read(handle, sql, chat, seq, limit).reversed();
  }

  private static List<Message> read(Handle handle, String sql, ChatId chat, long seq, int limit) {
    return handle
        .createQuery(sql)
        .bind("chat", chat.value())
        .bind("seq", seq)
        .bind("limit", limit)
        .map(MessageRow::map)
        .list();
  }
}
