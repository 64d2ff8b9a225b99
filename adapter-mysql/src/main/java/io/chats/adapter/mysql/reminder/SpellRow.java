package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.ParticipantKeys;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Begins and ends unread spells in their table; always under the lock of their chat. */
public final class SpellRow {

  private static final String OPEN =
      """
      SELECT id, chat_id, user_id, first_seq FROM unread_spells
      WHERE chat_id IN (%s) AND is_open = TRUE
      """;

  private static final String BEGIN =
      "INSERT INTO unread_spells (id, chat_id, user_id, first_seq, began_at) VALUES ";

  private static final String GO_ON = " ON DUPLICATE KEY UPDATE is_open = TRUE, ended_at = NULL";

  private static final String END =
      "UPDATE unread_spells SET is_open = NULL, ended_at = ? WHERE id IN ";

  private static final String END_IF_READ =
      """
      UPDATE unread_spells SET is_open = NULL, ended_at = :at
      WHERE chat_id = :chat AND user_id = :user AND is_open = TRUE AND NOT EXISTS (
        SELECT 1 FROM messages m
        WHERE m.chat_id = :chat AND m.unread_seq > :seq AND m.user_id <> :user)
      """;

  private SpellRow() {}

  /** The open spells in these chats. */
  static Map<ParticipantKey, Open> open(Handle handle, List<ChatId> chats) {
    Map<ParticipantKey, Open> open = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        OPEN,
        ChatRow.values(chats),
        row -> {
          ParticipantKey key = ParticipantKeys.read(row);
          open.put(key, new Open(row.getString("id"), key, row.getLong("first_seq")));
        });
    return open;
  }

  /** Begins spells with new ids; one that once began with the same message goes on instead. */
  static void begin(Handle handle, List<ParticipantKey> keys, Map<ParticipantKey, Unread> first) {
    for (List<ParticipantKey> some : Placeholders.chunks(keys)) {
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

  static void end(Handle handle, List<Open> spells, Instant at) {
    for (List<Open> some : Placeholders.chunks(spells)) {
      List<Object> values = new ArrayList<>(List.of(UtcTime.argument(at)));
      Placeholders.padded(some).forEach(spell -> values.add(spell.id()));
      String marks = "(" + Placeholders.marks(values.size() - 1) + ")";
      handle.execute(END + marks, values.toArray());
    }
  }

  /**
   * Ends the open spell of this client, if there is one, when nothing is unread after the mark.
   *
   * @param seq of the mark
   */
  public static void endIfRead(Handle handle, ParticipantKey key, long seq, Instant at) {
    handle
        .createUpdate(END_IF_READ)
        .bind("chat", key.chat().value())
        .bind("user", key.user().value())
        .bind("seq", seq)
        .bind("at", UtcTime.argument(at))
        .execute();
  }

  /**
   * An open spell.
   *
   * @param firstSeq of the message it began with
   */
  record Open(String id, ParticipantKey key, long firstSeq) {}

  /**
   * An unread message.
   *
   * @param at when it was stored
   */
  record Unread(long seq, Instant at) {}
}
