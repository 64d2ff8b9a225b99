package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.reminder.SpellRow.Open;
import io.chats.adapter.mysql.reminder.WaitingClients.Unread;
import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import java.time.Instant;
import java.util.ArrayList;
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
      WHERE ticker_due = TRUE AND id > :after ORDER BY id LIMIT :limit
      """;

  // By the primary key, where every other lock of chats begins, so that no two wait for each other.
  private static final String LOCK =
      """
      SELECT id FROM chats /*! FORCE INDEX (PRIMARY) */
      WHERE id IN (%s) AND ticker_due = TRUE ORDER BY id FOR UPDATE SKIP LOCKED
      """;

  private static final String SEEN = "UPDATE chats SET ticker_version = version WHERE id IN (%s)";

  private SpellReview() {}

  /** The chats with higher ids that changed since they were reviewed, in the order of ids. */
  public static List<ChatId> changedAfter(Handle handle, long chat, int limit) {
    return handle
        .createQuery(AFTER)
        .bind("after", chat)
        .bind("limit", limit)
        .mapTo(Long.class)
        .map(ChatId::new)
        .list();
  }

  /** Returns the number of spells that began or went on. */
  public static int run(Handle handle, List<ChatId> changed, Instant now) {
    List<ChatId> chats = lock(handle, changed);
    if (chats.isEmpty()) {
      return 0;
    }
    Map<ParticipantKey, Long> marks = WaitingClients.marks(handle, chats);
    Map<ParticipantKey, Open> open = SpellRow.open(handle, chats);
    Map<ParticipantKey, Long> uncertain = uncertain(marks, open);
    Map<ParticipantKey, Unread> first = WaitingClients.firstUnread(handle, uncertain);
    List<Open> over =
        open.values().stream().filter(spell -> isOver(spell, marks, uncertain, first)).toList();
    SpellRow.end(handle, over, now);
    Map<ParticipantKey, Unread> beginning = beginning(uncertain, open, first);
    SpellRow.begin(handle, beginning);
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
    String sql = SEEN.formatted(Placeholders.marks(ids.size()));
    Placeholders.bind(handle.createUpdate(sql), ids, List::of).execute();
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

  /** The spells that begin or go on, in the order of the keys. */
  private static Map<ParticipantKey, Unread> beginning(
      Map<ParticipantKey, Long> uncertain,
      Map<ParticipantKey, Open> open,
      Map<ParticipantKey, Unread> first) {
    Map<ParticipantKey, Unread> beginning = new LinkedHashMap<>();
    for (ParticipantKey key : uncertain.keySet()) {
      if (first.containsKey(key) && !open.containsKey(key)) {
        beginning.put(key, first.get(key));
      }
    }
    return beginning;
  }
}
