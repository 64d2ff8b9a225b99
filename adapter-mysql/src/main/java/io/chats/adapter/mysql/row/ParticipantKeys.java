package io.chats.adapter.mysql.row;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Binds and reads pairs of a chat and a user. */
public final class ParticipantKeys {

  private ParticipantKeys() {}

  /**
   * Queries for the distinct keys, with as many statements as they need.
   *
   * @param template has {@code %s} in place of the marks, before any other mark
   */
  public static void forEachRow(
      Handle handle,
      String template,
      Collection<ParticipantKey> keys,
      Placeholders.RowReader reader) {
    Placeholders.forEachRow(
        handle, template, "(?,?)", keys, k -> List.of(k.chat().value(), k.user().value()), reader);
  }

  /** Reads the columns {@code chat_id} and {@code user_id}. */
  public static ParticipantKey read(ResultSet row) throws SQLException {
    return new ParticipantKey(
        new ChatId(row.getLong("chat_id")), new UserId(row.getLong("user_id")));
  }
}
