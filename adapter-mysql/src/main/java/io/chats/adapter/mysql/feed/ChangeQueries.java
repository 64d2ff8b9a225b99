package io.chats.adapter.mysql.feed;

import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.port.ChangeFeed.Change;
import io.chats.domain.port.ChangeFeed.Changed;
import io.chats.domain.port.ChangeFeed.IdRange;
import io.chats.domain.port.ChangeFeed.Positions;
import io.chats.domain.port.ChangeFeed.Posted;
import io.chats.domain.port.ChangeFeed.Source;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Finds changes by their ids in {@code messages}, {@code chat_history} and {@code chat_updates}.
 * All rows have the same columns: {@code number} is the {@code seq} of a message, and the version
 * after any other change.
 */
public final class ChangeQueries {

  // Every entry of that index holds id, chat and seq, so that no message is read. Where statistics
  // lag behind, servers would rather sort; the hint is a comment to H2.
  private static final String MESSAGES =
      """
      SELECT %%d AS place, '%s' AS source, m.id AS id, m.chat_id AS chat_id, m.seq AS number,
        NULL AS user_id, NULL AS other_user_id, FALSE AS closed
      FROM messages m /*! FORCE INDEX (messages_id) */
      WHERE m.id %%s
      """
          .formatted(Source.MESSAGES);

  // A status or a kind of entry that only a later version knows is no reason to fail.
  private static final String HISTORY =
      """
      SELECT %%d AS place, '%s' AS source, h.id AS id, h.chat_id AS chat_id, h.version AS number,
        h.user_id AS user_id, h.other_user_id AS other_user_id,
        COALESCE(c.status = %d, FALSE) AS closed
      FROM chat_history h /*! FORCE INDEX (PRIMARY) */ LEFT JOIN chats c ON c.id = h.chat_id
      WHERE h.id %%s
      """
          .formatted(Source.HISTORY, EnumCodes.STATUS.of(ChatStatus.CLOSED));

  private static final String UPDATES =
      """
      SELECT %%d AS place, '%s' AS source, u.id AS id, u.chat_id AS chat_id, u.version AS number,
        NULL AS user_id, NULL AS other_user_id, u.closed AS closed
      FROM chat_updates u
      WHERE u.id %%s
      """
          .formatted(Source.UPDATES);

  private static final Map<Source, String> CHANGES =
      Map.of(
          Source.MESSAGES, MESSAGES,
          Source.HISTORY, HISTORY,
          Source.UPDATES, UPDATES);

  private static final String AFTER = "> ? ORDER BY id LIMIT ?";
  private static final String WITHIN = "BETWEEN ? AND ?";

  private static final String NEXT =
      "(%s) UNION ALL (%s) UNION ALL (%s)"
          .formatted(
              MESSAGES.formatted(0, AFTER),
              HISTORY.formatted(0, AFTER),
              UPDATES.formatted(0, AFTER));

  private static final String END =
      """
      SELECT (SELECT MAX(id) FROM messages) AS messages,
        (SELECT MAX(id) FROM chat_history) AS history,
        (SELECT MAX(id) FROM chat_updates) AS updates
      """;

  private ChangeQueries() {}

  /** The highest committed ids. */
  public static Positions end(Handle handle) {
    return handle
        .createQuery(END)
        .map((row, context) ->
            new Positions(row.getLong("messages"), row.getLong("history"), row.getLong("updates")))
        .one();
  }

  /** The changes after these ids, in their order in each source. */
  public static List<Change> after(Handle handle, Positions after, int limit) {
    List<Change> changes = new ArrayList<>();
    Placeholders.forEachRow(
        handle.select(
            NEXT, after.messages(), limit, after.history(), limit, after.updates(), limit),
        row -> changes.add(read(row)));
    return changes;
  }

  /** The changes of these ranges. */
  public static List<Change> within(Handle handle, Source source, Collection<IdRange> ranges) {
    List<Change> changes = new ArrayList<>();
    Placeholders.forEachPart(
        handle,
        CHANGES.get(source).replace("%s", WITHIN),
        ranges,
        range -> List.of(range.first(), range.last()),
        (range, row) -> changes.add(read(row)));
    return changes;
  }

  private static Change read(ResultSet row) throws SQLException {
    Source source = Source.valueOf(row.getString("source"));
    long id = row.getLong("id");
    ChatId chat = new ChatId(row.getLong("chat_id"));
    long number = row.getLong("number");
    return source == Source.MESSAGES
        ? new Posted(id, chat, number)
        : new Changed(source, id, chat, number, users(row), row.getBoolean("closed"));
  }

  private static Set<UserId> users(ResultSet row) throws SQLException {
    Set<UserId> users = new HashSet<>();
    for (String column : List.of("user_id", "other_user_id")) {
      long user = row.getLong(column);
      if (user != 0) {
        users.add(new UserId(user));
      }
    }
    return users;
  }
}
