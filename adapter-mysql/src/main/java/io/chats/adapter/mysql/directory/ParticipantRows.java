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
 * Reads the participants of chats with their version. It leaves out read marks, which move without
 * a new version of the participants, so that cached ones would be stale.
 */
final class ParticipantRows {

  // One statement reads the version and the rows at one moment.
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

  /** All users who can have written in these chats: those who take or took part. */
  static Map<ChatId, List<UserId>> users(Handle handle, Collection<ChatId> chats) {
    Map<ChatId, List<UserId>> users = new HashMap<>();
    for (List<Long> some : Placeholders.chunks(ChatRow.values(chats))) {
      Placeholders.query(handle, USERS, Placeholders.padded(some))
          .map((row, context) ->
              new ParticipantKey(
                  new ChatId(row.getLong("chat_id")), new UserId(row.getLong("user_id"))))
          .forEach(
              key -> users.computeIfAbsent(key.chat(), c -> new ArrayList<>()).add(key.user()));
    }
    return users;
  }

  /** The participants of these chats, active and former. */
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
