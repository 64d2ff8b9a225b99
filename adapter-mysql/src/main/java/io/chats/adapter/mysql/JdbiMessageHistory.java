package io.chats.adapter.mysql;

import io.chats.adapter.mysql.connection.Transactions;
import io.chats.adapter.mysql.row.MessageRow;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.model.Message;
import io.chats.domain.port.MessageHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Reads pages of messages by the key (chat, seq), which is dense and rises with the ids. The
 * database cuts long pages by their bytes, so that what is cut is never sent. Short pages are
 * bounded enough by their number of messages, and summing up their lengths first was measured to
 * cost half as much as reading them.
 */
public final class JdbiMessageHistory implements MessageHistory {

  /** The largest number of messages of a short page. */
  private static final int SHORT = 64;

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
      WHERE page.bytes_before < :bytes ORDER BY m.seq %%2$s
      """
          .formatted(MessageRow.COLUMNS);

  private static final String OWN = "SELECT seq FROM messages WHERE id = ? AND chat_id = ?";

  private static final String LAST = "SELECT last_seq FROM chats WHERE id = ?";

  private static final String ID = "SELECT id FROM messages WHERE chat_id = ? AND seq = ?";

  private static final String IDS =
      "SELECT m.seq, m.id FROM messages m WHERE (m.chat_id, m.seq) IN (%s)";

  private final Transactions transactions;

  public JdbiMessageHistory(Database database) {
    this.transactions = database.transactions();
  }

  @Override
  public List<Message> after(ChatId chat, Optional<MessageId> after, int limit) {
    String sql = limit <= SHORT ? PAGE.formatted(AFTER) : CUT.formatted(AFTER, "ASC");
    return transactions.read(handle -> {
      long seq = after.map(id -> positionUpTo(handle, chat, id)).orElse(0L);
      return page(handle, sql, chat, seq, limit);
    });
  }

  @Override
  public List<Message> before(ChatId chat, Optional<MessageId> before, int limit) {
    return transactions.read(handle -> {
      long seq = before.map(id -> positionBelow(handle, chat, id)).orElse(Long.MAX_VALUE);
      return pageUpTo(handle, chat, seq, limit);
    });
  }

  @Override
  public List<Message> beforeSeq(ChatId chat, long seq, int limit) {
    return transactions.read(handle -> pageUpTo(handle, chat, seq - 1, limit));
  }

  @Override
  public List<Message> afterSeq(ChatId chat, long seq, int limit) {
    return transactions.read(handle -> page(handle, PAGE.formatted(AFTER), chat, seq, limit));
  }

  @Override
  public Map<Long, MessageId> ids(ChatId chat, Set<Long> seqs) {
    return transactions.read(handle -> {
      Map<Long, MessageId> found = HashMap.newHashMap(seqs.size());
      Placeholders.forEachRow(
          handle,
          IDS,
          "(?,?)",
          seqs,
          seq -> List.of(chat.value(), seq),
          row -> found.put(row.getLong("seq"), new MessageId(row.getLong("id"))));
      return found;
    });
  }

  @Override
  public List<Message> afterSeq(ChatId chat, long seq, int limit, int maxBytes) {
    String sql = CUT.formatted(AFTER, "ASC");
    return transactions.read(handle -> page(handle, sql, chat, seq, limit, maxBytes));
  }

  private static List<Message> pageUpTo(Handle handle, ChatId chat, long seq, int limit) {
    String sql = limit <= SHORT ? PAGE.formatted(UP_TO) : CUT.formatted(UP_TO, "DESC");
    return page(handle, sql, chat, seq, limit).reversed();
  }

  private static List<Message> page(Handle handle, String sql, ChatId chat, long seq, int limit) {
    return page(handle, sql, chat, seq, limit, MAX_PAGE_BYTES);
  }

  private static List<Message> page(
      Handle handle, String sql, ChatId chat, long seq, int limit, int maxBytes) {
    return handle
        .createQuery(sql)
        .bind("chat", chat.value())
        .bind("seq", seq)
        .bind("limit", limit)
        .bind("bytes", maxBytes)
        .map((row, context) -> MessageRow.read(row))
        .list();
  }

  /** The {@code seq} of the last message whose id is not higher; 0 without one. */
  private static long positionUpTo(Handle handle, ChatId chat, MessageId id) {
    return own(handle, chat, id).orElseGet(() -> bisected(handle, chat, id));
  }

  /** The {@code seq} of the last message whose id is lower; 0 without one. */
  private static long positionBelow(Handle handle, ChatId chat, MessageId id) {
    return own(handle, chat, id).map(seq -> seq - 1).orElseGet(() -> bisected(handle, chat, id));
  }

  private static Optional<Long> own(Handle handle, ChatId chat, MessageId id) {
    return handle.select(OWN, id.value(), chat.value()).mapTo(Long.class).findOne();
  }

  /**
   * The {@code seq} below which the id of another chat's message, or of none, would stand.
   * Bisecting takes a few dozen point reads at most, and saves an index by (chat, id), which every
   * append would pay for.
   */
  private static long bisected(Handle handle, ChatId chat, MessageId id) {
    long below = 0;
    long above = handle.select(LAST, chat.value()).mapTo(Long.class).findOne().orElse(0L) + 1;
    while (above - below > 1) {
      long middle = below + (above - below) / 2;
      if (handle.select(ID, chat.value(), middle).mapTo(Long.class).one() < id.value()) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return below;
  }
}
