package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.reminder.FirstUnread.Reader;
import io.chats.adapter.mysql.reminder.FirstUnread.Unread;
import io.chats.adapter.mysql.row.DatabaseTime;
import io.chats.adapter.mysql.row.ParticipantKeys;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ParticipantKey;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Begins and ends unread spells in their table; always under the lock of their chat. */
public final class SpellRow {

  private static final String BEGIN =
      "INSERT INTO unread_spells (id, chat_id, user_id, first_seq, began_at) VALUES ";

  private static final String GO_ON = " ON DUPLICATE KEY UPDATE is_open = TRUE, ended_at = NULL";

  private static final String END =
      "UPDATE unread_spells SET is_open = NULL, ended_at = " + DatabaseTime.NOW + " WHERE ";

  private static final String OPEN_OF = "chat_id = ? AND user_id = ? AND is_open = TRUE";

  private static final String HAS_OPEN = "SELECT COUNT(*) FROM unread_spells WHERE " + OPEN_OF;

  private SpellRow() {}

  /** Begins spells with new ids; one that once began with the same message goes on instead. */
  static void begin(Handle handle, Map<ParticipantKey, Unread> first) {
    for (List<ParticipantKey> some : Placeholders.chunks(first.keySet())) {
      String rows = Placeholders.times(some.size(), "(?,?,?,?,?)", ",");
      handle.execute(
          BEGIN + rows + GO_ON, Placeholders.bound(some, key -> row(key, first.get(key))));
    }
  }

  private static List<?> row(ParticipantKey key, Unread first) {
    return List.of(
        UUID.randomUUID().toString(),
        key.chat().value(),
        key.user().value(),
        first.seq(),
        UtcTime.argument(first.at()));
  }

  static void end(Handle handle, List<String> ids) {
    for (List<String> some : Placeholders.chunks(ids)) {
      List<String> padded = Placeholders.padded(some);
      String marks = Placeholders.marks(padded.size());
      handle.execute(END + "id IN (" + marks + ")", padded.toArray());
    }
  }

  /**
   * Ends the open spell of this user, if there is one, because their subscription changed: nobody
   * could see afterwards that they did not take part, or that their read mark moved. It goes on
   * when they are clients with the same first unread message at the next review.
   */
  public static void end(Handle handle, ParticipantKey key) {
    handle.execute(END + OPEN_OF, ParticipantKeys.columns(key).toArray());
  }

  /**
   * Ends the open spell of this client, if there is one, when nothing is unread after the mark.
   *
   * @param seq of the mark
   * @param lastSeq of the chat
   */
  public static void endIfRead(Handle handle, ParticipantKey key, long seq, long lastSeq) {
    if (seq >= lastSeq || isLeftWithNothing(handle, new Reader(key, seq, lastSeq))) {
      end(handle, key);
    }
  }

  private static boolean isLeftWithNothing(Handle handle, Reader reader) {
    return hasOpen(handle, reader.key()) && FirstUnread.of(handle, List.of(reader)).isEmpty();
  }

  private static boolean hasOpen(Handle handle, ParticipantKey key) {
    return handle
            .select(HAS_OPEN, ParticipantKeys.columns(key).toArray())
            .mapTo(Integer.class)
            .one()
        > 0;
  }
}
