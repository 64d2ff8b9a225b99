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
 * Brings the spells of some chats up to date, in one transaction: under the chats' locks, so that
 * what is decided holds when it is committed. A chat that somebody else has locked is left to the
 * next time.
 */
public final class SpellReview {

  private SpellReview() {}

  /** How many spells began or went on. */
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

  /** Of all others the first message of their spell is still unread. */
  private static Map<ParticipantKey, Long> uncertain(
      Map<ParticipantKey, Long> marks, Map<ParticipantKey, Open> open) {
    Map<ParticipantKey, Long> uncertain = new LinkedHashMap<>(marks);
    open.forEach((seat, spell) ->
        uncertain.computeIfPresent(seat, (same, mark) -> mark < spell.firstSeq() ? null : mark));
    return uncertain;
  }

  private static boolean isOver(
      Open spell,
      Map<ParticipantKey, Long> marks,
      Map<ParticipantKey, Long> uncertain,
      Map<ParticipantKey, Unread> first) {
    ParticipantKey seat = spell.seat();
    return !marks.containsKey(seat) || (uncertain.containsKey(seat) && !first.containsKey(seat));
  }

  /** In the order of the seats. */
  private static Map<ParticipantKey, Unread> beginning(
      Map<ParticipantKey, Long> uncertain,
      Map<ParticipantKey, Open> open,
      Map<ParticipantKey, Unread> first) {
    Map<ParticipantKey, Unread> beginning = new LinkedHashMap<>();
    for (ParticipantKey seat : uncertain.keySet()) {
      if (first.containsKey(seat) && !open.containsKey(seat)) {
        beginning.put(seat, first.get(seat));
      }
    }
    return beginning;
  }
}
