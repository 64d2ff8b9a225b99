package io.chats.adapter.mysql.directory;

import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.SubscriptionRow;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Participants;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads participants with the version they are of, and without read marks: these move without a new
 * version, so that remembered ones would be stale.
 */
final class ParticipantRows {

  // The version and the rows from one statement, so of one moment.
  private static final String OF_CHATS =
      """
      SELECT c.id AS c_id, c.participants_version AS c_participants_version, %s
      FROM chats c JOIN subscriptions s ON s.chat_id = c.id
      WHERE c.id IN (%%s)
      """
          .formatted(SubscriptionRow.COLUMNS);

  private static final String USERS =
      "SELECT s.chat_id, s.user_id FROM subscriptions s WHERE s.chat_id IN (%s)";

  private ParticipantRows() {}

  /** All who can have written in these chats: everyone who ever took part. */
  static Map<ChatId, List<UserId>> users(Handle handle, Collection<ChatId> chats) {
    Map<ChatId, List<UserId>> users = new HashMap<>();
    for (List<Long> some : Placeholders.chunks(ChatRow.values(chats))) {
      Placeholders.query(handle, USERS, Placeholders.padded(some))
          .map((row, context) ->
              new ParticipantKey(
                  new ChatId(row.getLong("chat_id")), new UserId(row.getLong("user_id"))))
          .forEach(
              seat -> users.computeIfAbsent(seat.chat(), c -> new ArrayList<>()).add(seat.user()));
    }
    return users;
  }

  /** Active and former ones. */
  static Map<ChatId, Participants> of(Handle handle, Collection<ChatId> chats) {
    Map<ChatId, List<Row>> rows = new HashMap<>();
    for (List<Long> some : Placeholders.chunks(ChatRow.values(chats))) {
      Placeholders.query(handle, OF_CHATS, Placeholders.padded(some))
          .map(ParticipantRows::read)
          .forEach(row -> rows.computeIfAbsent(row.chat(), c -> new ArrayList<>()).add(row));
    }
    Map<ChatId, Participants> participants = new HashMap<>();
    rows.forEach((chat, some) -> participants.put(chat, participants(some)));
    return participants;
  }

  private static Row read(ResultSet row, StatementContext context) throws SQLException {
    return new Row(
        new ChatId(row.getLong("c_id")),
        row.getLong("c_participants_version"),
        SubscriptionRow.read(row));
  }

  private static Participants participants(List<Row> rows) {
    return new Participants(
        rows.getFirst().version(), rows.stream().map(Row::withoutMark).toList());
  }

  private record Row(ChatId chat, long version, Subscription subscription) {

    Subscription withoutMark() {
      return new Subscription(
          subscription.user(),
          subscription.type(),
          subscription.active(),
          subscription.joinedVersion(),
          ReadMark.NONE);
    }
  }
}
