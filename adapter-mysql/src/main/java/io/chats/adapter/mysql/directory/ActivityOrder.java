package io.chats.adapter.mysql.directory;

import static java.util.stream.Collectors.joining;

import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Lists the chats of a user by their latest activity. The few that are not marked as closed are
 * sorted; closed ones lie in that order in an index, so that a page costs what it shows, however
 * many there are. The hints are for servers whose statistics lag behind, and comments to H2.
 */
public final class ActivityOrder {

  // Closed ones that no new node has marked yet are among these, in their place. A status that only
  // a later version knows is left out here, so that it shortens no page.
  private static final String UNMARKED =
      """
      SELECT s.chat_id AS chat_id, c.last_message_at AS activity, c.status = %d AS closed
      FROM subscriptions s /*! FORCE INDEX (subscriptions_opened) */
        JOIN chats c ON c.id = s.chat_id
      WHERE s.user_id = ? AND s.active = TRUE AND s.closed_activity IS NULL
        AND c.status IN (%s) %%s
      ORDER BY activity DESC, chat_id DESC LIMIT ?
      """
          .formatted(
              EnumCodes.STATUS.of(ChatStatus.CLOSED),
              Stream.of(ChatStatus.values())
                  .map(EnumCodes.STATUS::of)
                  .map(String::valueOf)
                  .collect(joining(",")));

  private static final String MARKED =
      """
      SELECT s.chat_id AS chat_id, s.closed_activity AS activity, FALSE AS closed
      FROM subscriptions s /*! FORCE INDEX (subscriptions_opened) */
      WHERE s.user_id = ? AND s.active = TRUE AND s.closed_activity %s
      ORDER BY s.closed_activity DESC, s.chat_id DESC LIMIT ?
      """;

  private static final String IN_ORDER = " ORDER BY activity DESC, chat_id DESC LIMIT ?";

  private static final String FIRST =
      "(%s) UNION ALL (%s)".formatted(UNMARKED.formatted(""), MARKED.formatted("IS NOT NULL"))
          + IN_ORDER;

  // Two ranges for the closed ones: those of the same moment are without a bound, too.
  private static final String NEXT =
      "(%s) UNION ALL (%s) UNION ALL (%s)"
              .formatted(
                  UNMARKED.formatted(
                      "AND (c.last_message_at < ? OR c.last_message_at = ? AND c.id < ?)"),
                  MARKED.formatted("= ? AND s.chat_id < ?"),
                  MARKED.formatted("< ?"))
          + IN_ORDER;

  private static final String PLACE =
      """
      SELECT c.id AS chat_id, c.last_message_at AS activity, FALSE AS closed
      FROM subscriptions s JOIN chats c ON c.id = s.chat_id
      WHERE s.chat_id = ? AND s.user_id = ?
      """;

  private ActivityOrder() {}

  /** The chats in which the user is active, latest activity first. */
  public static List<Entry> first(Handle handle, UserId user, int limit) {
    long id = user.value();
    return entries(handle, FIRST, id, limit, id, limit, limit);
  }

  /**
   * Those that come after that chat, in which the user is or was active; none after another one.
   * Two statements: were the place a part of the list's, it would depend on the server whether the
   * index is read from there on.
   */
  public static List<Entry> after(Handle handle, UserId user, ChatId before, int limit) {
    return place(handle, user, before)
        .map(place -> after(handle, user, place, limit))
        .orElse(List.of());
  }

  private static Optional<Entry> place(Handle handle, UserId user, ChatId chat) {
    return entries(handle, PLACE, chat.value(), user.value()).stream().findFirst();
  }

  private static List<Entry> after(Handle handle, UserId user, Entry place, int limit) {
    long id = user.value();
    long chat = place.chat().value();
    Object at = UtcTime.argument(place.activity());
    List<Object> unmarked = List.of(id, at, at, chat, limit);
    List<Object> sameMoment = List.of(id, at, chat, limit);
    List<Object> earlier = List.of(id, at, limit);
    Object[] values =
        Stream.of(unmarked, sameMoment, earlier, List.<Object>of(limit))
            .flatMap(List::stream)
            .toArray();
    return entries(handle, NEXT, values);
  }

  private static List<Entry> entries(Handle handle, String sql, Object... values) {
    return handle.select(sql, values).map((row, context) -> Entry.read(row)).list();
  }

  /**
   * A chat in the list.
   *
   * @param stale closed, but not marked as such yet
   */
  public record Entry(ChatId chat, Instant activity, boolean stale) {

    private static Entry read(ResultSet row) throws SQLException {
      return new Entry(
          new ChatId(row.getLong("chat_id")),
          UtcTime.get(row, "activity"),
          row.getBoolean("closed"));
    }
  }
}
