package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.ParticipantKeys;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.UserType;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Finds the clients of opened chats who have unread messages there. */
final class WaitingClients {

  private static final String CANDIDATES =
      """
      SELECT s.chat_id, s.user_id, s.read_seq
      FROM chats c JOIN subscriptions s ON s.chat_id = c.id
      WHERE c.id IN (%%s) AND c.status = %d AND c.last_seq > s.read_seq
        AND s.user_type = %d AND s.active = TRUE
      ORDER BY s.chat_id, s.user_id
      """
          .formatted(
              EnumCodes.STATUS.of(ChatStatus.OPENED), EnumCodes.USER_TYPE.of(UserType.CLIENT));

  // One part of a union for each client, as in UnreadCounts.
  private static final String FIRST =
      """
      SELECT %d AS place, first_unread.seq, first_unread.created_at FROM (
        SELECT seq, created_at FROM messages /*! FORCE INDEX (messages_unread) */
        WHERE chat_id = ? AND unread_seq > ? AND user_id <> ?
        ORDER BY unread_seq LIMIT 1) first_unread
      """;

  private WaitingClients() {}

  /** The read marks of those clients who may have unread messages. */
  static Map<ParticipantKey, Long> marks(Handle handle, List<ChatId> chats) {
    Map<ParticipantKey, Long> marks = new LinkedHashMap<>();
    Placeholders.forEachRow(
        handle,
        CANDIDATES,
        ChatRow.values(chats),
        row -> marks.put(ParticipantKeys.read(row), row.getLong("read_seq")));
    return marks;
  }

  /** The first unread message of each client after these marks; missing without one. */
  static Map<ParticipantKey, Unread> firstUnread(Handle handle, Map<ParticipantKey, Long> marks) {
    Map<ParticipantKey, Unread> found = new HashMap<>();
    Placeholders.forEachPart(
        handle,
        FIRST,
        marks.keySet(),
        key -> List.of(key.chat().value(), marks.get(key), key.user().value()),
        (key, row) ->
            found.put(key, new Unread(row.getLong("seq"), UtcTime.get(row, "created_at"))));
    return found;
  }

  /**
   * An unread message.
   *
   * @param at when it was stored
   */
  record Unread(long seq, Instant at) {}
}
