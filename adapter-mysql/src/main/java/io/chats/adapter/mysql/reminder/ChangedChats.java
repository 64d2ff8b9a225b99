package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.domain.id.ChatId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Finds the chats that changed since the ticker last looked at them. */
public final class ChangedChats {

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

  private ChangedChats() {}

  /** The changed chats with higher ids, in the order of ids. */
  public static List<ChatId> after(Handle handle, long chat, int limit) {
    return handle
        .createQuery(AFTER)
        .bind("after", chat)
        .bind("limit", limit)
        .mapTo(Long.class)
        .map(ChatId::new)
        .list();
  }

  /** Locks those that are still to be looked at and that no other transaction has locked. */
  static List<ChatId> lock(Handle handle, List<ChatId> chats) {
    return Placeholders.query(handle, LOCK, Placeholders.padded(ChatRow.values(chats)))
        .mapTo(Long.class)
        .map(ChatId::new)
        .list();
  }

  /** Notes that these chats were looked at; under their locks. */
  static void seen(Handle handle, List<ChatId> chats) {
    Placeholders.update(handle, SEEN, Placeholders.padded(ChatRow.values(chats))).execute();
  }
}
