package io.chats.adapter.mysql.row;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table {@code subscriptions}, which statements call {@code s}. */
public final class SubscriptionRow {

  public static final String COLUMNS =
      """
      s.user_id AS s_user_id, s.user_type AS s_user_type, s.active AS s_active,
      s.joined_version AS s_joined_version, s.read_seq AS s_read_seq,
      s.read_inherited AS s_read_inherited, s.read_at AS s_read_at
      """;

  private static final String OF_CHAT =
      "SELECT " + COLUMNS + " FROM subscriptions s WHERE s.chat_id = :chat";

  private static final String STORE =
      """
      INSERT INTO subscriptions
        (chat_id, user_id, user_type, active, joined_version, read_seq, read_inherited, read_at)
      VALUES (:chat, :user, :type, :active, :joined_version, :read_seq, :inherited, :read_at)
      ON DUPLICATE KEY UPDATE user_type = VALUES(user_type), active = VALUES(active),
        joined_version = VALUES(joined_version), read_seq = VALUES(read_seq),
        read_inherited = VALUES(read_inherited), read_at = VALUES(read_at)
      """;

  private SubscriptionRow() {}

  /** The subscriptions of a chat, active and former. */
  public static List<Subscription> ofChat(Handle handle, ChatId chat) {
    return handle
        .createQuery(OF_CHAT)
        .bind("chat", chat.value())
        .map((row, context) -> read(row))
        .list();
  }

  /** Inserts or updates the subscription; under the chat's lock. */
  public static void store(Handle handle, ChatId chat, Subscription subscription) {
    ReadMark mark = subscription.mark();
    handle
        .createUpdate(STORE)
        .bind("chat", chat.value())
        .bind("user", subscription.user().value())
        .bind("type", EnumCodes.USER_TYPE.of(subscription.type()))
        .bind("active", subscription.active())
        .bind("joined_version", subscription.joinedVersion())
        .bind("read_seq", mark.seq())
        .bind("inherited", mark.inherited())
        .bind("read_at", UtcTime.argument(mark.at()))
        .execute();
  }

  public static Subscription read(ResultSet row) throws SQLException {
    return new Subscription(
        new UserId(row.getLong("s_user_id")),
        EnumCodes.USER_TYPE.at(row.getInt("s_user_type")),
        row.getBoolean("s_active"),
        row.getLong("s_joined_version"),
        0,
        new ReadMark(
            row.getLong("s_read_seq"),
            row.getBoolean("s_read_inherited"),
            UtcTime.find(row, "s_read_at")));
  }
}
