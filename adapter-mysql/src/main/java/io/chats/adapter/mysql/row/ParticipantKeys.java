package io.chats.adapter.mysql.row;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Binds and reads pairs of a chat and a user. */
public final class ParticipantKeys {

  private ParticipantKeys() {}

  /** The values of {@code (?,?)}. */
  public static List<Long> columns(ParticipantKey key) {
    return List.of(key.chat().value(), key.user().value());
  }

  /** Reads the columns {@code chat_id} and {@code user_id}. */
  public static ParticipantKey read(ResultSet row) throws SQLException {
    return new ParticipantKey(
        new ChatId(row.getLong("chat_id")), new UserId(row.getLong("user_id")));
  }
}
