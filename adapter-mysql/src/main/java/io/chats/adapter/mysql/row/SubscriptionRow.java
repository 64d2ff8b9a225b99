package io.chats.adapter.mysql.row;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code subscriptions}, which statements call {@code s}. */
public final class SubscriptionRow {

  public static final String COLUMNS =
      """
      s.user_id AS s_user_id, s.user_type AS s_user_type, s.active AS s_active,
      s.joined_version AS s_joined_version, s.read_seq AS s_read_seq,
      s.read_inherited AS s_read_inherited, s.read_at AS s_read_at, s.joined_seq AS s_joined_seq
      """;

  private static final String OF_CHAT =
      "SELECT " + COLUMNS + " FROM subscriptions s WHERE s.chat_id = :chat";

  private static final String STORE =
      """
      INSERT INTO subscriptions
        (chat_id, user_id, user_type, active, joined_version, joined_seq, read_seq, read_inherited,
          read_at, closed_activity)
      VALUES (:chat, :user, :type, :active, :joined_version, :joined_seq, :read_seq, :inherited,
        :read_at, :closed)
      ON DUPLICATE KEY UPDATE user_type = VALUES(user_type), active = VALUES(active),
        joined_version = VALUES(joined_version), joined_seq = VALUES(joined_seq),
        read_seq = VALUES(read_seq), read_inherited = VALUES(read_inherited),
        read_at = VALUES(read_at), closed_activity = VALUES(closed_activity)
      """;

  private static final String CLOSE =
      "UPDATE subscriptions SET closed_activity = :activity WHERE chat_id = :chat";

  private SubscriptionRow() {}

  /** The subscriptions of a chat, active and former. */
  public static List<Subscription> ofChat(Handle handle, ChatId chat) {
    return handle
        .createQuery(OF_CHAT)
        .bind("chat", chat.value())
        .map((row, context) -> read(row))
        .list();
  }

  /** Inserts or updates a subscription of the chat; under its lock. */
  public static void store(Handle handle, Chat chat, Subscription subscription) {
    ReadMark mark = subscription.mark();
    handle
        .createUpdate(STORE)
        .bind("chat", chat.id().value())
        .bind("user", subscription.user().value())
        .bind("type", EnumCodes.USER_TYPE.of(subscription.type()))
        .bind("active", subscription.active())
        .bind("joined_version", subscription.joinedVersion())
        .bind("joined_seq", subscription.joinedSeq())
        .bind("read_seq", mark.seq())
        .bind("inherited", mark.inherited())
        .bind("read_at", UtcTime.argument(mark.at()))
        .bind("closed", UtcTime.argument(closedActivity(chat)))
        .execute();
  }

  /** Marks all subscriptions of a chat that is closed as such; under its lock. */
  public static void close(Handle handle, Chat chat) {
    handle
        .createUpdate(CLOSE)
        .bind("chat", chat.id().value())
        .bind("activity", UtcTime.argument(closedActivity(chat)))
        .execute();
  }

  /** The last activity of a chat that will have no other; empty while it may have. */
  private static Optional<Instant> closedActivity(Chat chat) {
    return chat.isClosed() ? Optional.of(chat.lastUpdateAt()) : Optional.empty();
  }

  public static Subscription read(ResultSet row) throws SQLException {
    return new Subscription(
        new UserId(row.getLong("s_user_id")),
        EnumCodes.USER_TYPE.at(row.getInt("s_user_type")),
        row.getBoolean("s_active"),
        row.getLong("s_joined_version"),
        row.getLong("s_joined_seq"),
        new ReadMark(
            row.getLong("s_read_seq"),
            row.getBoolean("s_read_inherited"),
            UtcTime.find(row, "s_read_at")));
  }
}
