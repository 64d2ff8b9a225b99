package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.reminder.SpellRow.Open;
import io.chats.adapter.mysql.reminder.SpellRow.Unread;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Brings the unread spells of some chats up to date in one transaction. It holds the locks of the
 * chats, so that its decisions still hold when they are committed. Chats that another transaction
 * has locked are left to the next call.
 */
public final class SpellReview {

  private static final String AFTER =
      """
      SELECT id FROM chats /*! FORCE INDEX (chats_ticker) */
      WHERE ticker_due = TRUE AND id > ? ORDER BY id LIMIT ?
      """;

  // By the primary key, where every other lock of chats begins, so that no two wait for each other.
  private static final String LOCK =
      """
      SELECT id FROM chats /*! FORCE INDEX (PRIMARY) */
      WHERE id IN (%s) AND ticker_due = TRUE ORDER BY id FOR UPDATE SKIP LOCKED
      """;

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

  private SpellReview() {}

  /** The chats with higher ids that changed since they were reviewed, in the order of ids. */
  public static List<ChatId> changedAfter(Handle handle, long chat, int limit) {
    return handle.select(AFTER, chat, limit).mapTo(Long.class).map(ChatId::new).list();
  }

  /** Returns the number of spells that began or went on. */
  public static int run(Handle handle, List<ChatId> changed, Instant now) {
    List<ChatId> chats = lock(handle, changed);
    if (chats.isEmpty()) {
      return 0;
    }
    Map<ParticipantKey, Long> marks = marks(handle, chats);
    Map<ParticipantKey, Open> open = SpellRow.open(handle, chats);
    Map<ParticipantKey, Long> uncertain = uncertain(marks, open);
    Map<ParticipantKey, Unread> first = firstUnread(handle, uncertain);
    List<Open> over =
        open.values().stream().filter(spell -> isOver(spell, marks, uncertain, first)).toList();
    SpellRow.end(handle, over, now);
    List<ParticipantKey> beginning =
        uncertain.keySet().stream()
            .filter(key -> first.containsKey(key) && !open.containsKey(key))
            .toList();
    SpellRow.begin(handle, beginning, first);
    noteReview(handle, chats);
    return beginning.size();
  }

  /** Locks those that are still to be looked at and that no other transaction has locked. */
  private static List<ChatId> lock(Handle handle, List<ChatId> chats) {
    List<ChatId> locked = new ArrayList<>();
    Placeholders.forEachRow(
        handle, LOCK, ChatRow.values(chats), row -> locked.add(new ChatId(row.getLong("id"))));
    return locked;
  }

  private static void noteReview(Handle handle, List<ChatId> chats) {
    List<Long> ids = Placeholders.padded(ChatRow.values(chats));
    String marks = Placeholders.marks(ids.size());
    handle.execute(
        "UPDATE chats SET ticker_version = version WHERE id IN (" + marks + ")", ids.toArray());
  }

  /** The read marks of those clients of opened chats who may have unread messages. */
  private static Map<ParticipantKey, Long> marks(Handle handle, List<ChatId> chats) {
    Map<ParticipantKey, Long> marks = new LinkedHashMap<>();
    Placeholders.forEachRow(
        handle,
        CANDIDATES,
        ChatRow.values(chats),
        row -> marks.put(ParticipantKeys.read(row), row.getLong("read_seq")));
    return marks;
  }

  /** The first unread message of each client after these marks; missing without one. */
  private static Map<ParticipantKey, Unread> firstUnread(
      Handle handle, Map<ParticipantKey, Long> marks) {
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

  /** Leaves out those clients who have not read the first message of their open spell. */
  private static Map<ParticipantKey, Long> uncertain(
      Map<ParticipantKey, Long> marks, Map<ParticipantKey, Open> open) {
    Map<ParticipantKey, Long> uncertain = new LinkedHashMap<>(marks);
    open.forEach((key, spell) ->
        uncertain.computeIfPresent(key, (same, mark) -> mark < spell.firstSeq() ? null : mark));
    return uncertain;
  }

  private static boolean isOver(
      Open spell,
      Map<ParticipantKey, Long> marks,
      Map<ParticipantKey, Long> uncertain,
      Map<ParticipantKey, Unread> first) {
    ParticipantKey key = spell.key();
    return !marks.containsKey(key) || (uncertain.containsKey(key) && !first.containsKey(key));
  }
}
