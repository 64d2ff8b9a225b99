package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.reminder.SpellRow.Open;
import io.chats.adapter.mysql.reminder.WaitingClients.Unread;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import java.time.Instant;
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

  private SpellReview() {}

  /** Returns the number of spells that began or went on. */
  public static int run(Handle handle, List<ChatId> changed, Instant now) {
    List<ChatId> chats = ChangedChats.lock(handle, changed);
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
    ChangedChats.seen(handle, chats);
    return beginning.size();
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
