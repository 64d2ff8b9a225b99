package io.chats.adapter.mysql.reminder;

import io.chats.adapter.mysql.row.Placeholders;
import io.chats.domain.id.ChatId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Chats that changed since the ticker last looked at them. */
public final class ChangedChats {

  private static final String AFTER =
      """
      SELECT id FROM chats /*! FORCE INDEX (chats_ticker) */
      WHERE ticker_due = TRUE AND id > :after ORDER BY id LIMIT :limit
      """;

  // By their primary key: whoever locks chats begins there, so that no two wait for each other.
  private static final String LOCK =
      """
      SELECT id FROM chats /*! FORCE INDEX (PRIMARY) */
      WHERE id IN (%s) AND ticker_due = TRUE ORDER BY id FOR UPDATE SKIP LOCKED
      """;

  private static final String SEEN = "UPDATE chats SET ticker_version = version WHERE id IN (%s)";

  private ChangedChats() {}

  /** In the order of ids. */
  public static List<ChatId> after(Handle handle, long chat, int limit) {
    return handle
        .createQuery(AFTER)
        .bind("after", chat)
        .bind("limit", limit)
        .mapTo(Long.class)
        .map(ChatId::new)
        .list();
  }

  /** Those that nobody else has locked or looked at by now; nobody changes them any more. */
  static List<ChatId> lock(Handle handle, List<ChatId> chats) {
    List<ChatId> padded = Placeholders.padded(chats);
    return bound(handle.createQuery(sql(LOCK, padded)), padded)
        .mapTo(Long.class)
        .map(ChatId::new)
        .list();
  }

  /** They have been looked at; under their locks. */
  static void seen(Handle handle, List<ChatId> chats) {
    List<ChatId> padded = Placeholders.padded(chats);
    bound(handle.createUpdate(sql(SEEN, padded)), padded).execute();
  }

  /** With one mark for each of these. */
  static String sql(String template, List<ChatId> chats) {
    return template.formatted(Placeholders.marks(chats.size()));
  }

  static <S extends SqlStatement<S>> S bound(S statement, List<ChatId> chats) {
    for (int i = 0; i < chats.size(); i++) {
      statement.bind(i, chats.get(i).value());
    }
    return statement;
  }
}
