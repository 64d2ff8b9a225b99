package io.chats.adapter.mysql.directory;

import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.MessageRow;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.SubscriptionRow;
import io.chats.adapter.mysql.row.UtcTime;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Finds the participations of users, and what each participant sees of the chat. */
public final class ParticipantQueries {

  private static final String FIRST =
      """
      SELECT s.chat_id FROM subscriptions s JOIN chats c ON c.id = s.chat_id
      WHERE s.user_id = :user AND s.active = TRUE
      ORDER BY c.last_message_at DESC, c.id DESC LIMIT :limit
      """;

  private static final String NEXT =
      """
      SELECT s.chat_id
      FROM subscriptions bs JOIN chats b ON b.id = bs.chat_id
        JOIN subscriptions s ON s.user_id = bs.user_id AND s.active = TRUE
        JOIN chats c ON c.id = s.chat_id
      WHERE bs.chat_id = :before AND bs.user_id = :user AND bs.active = TRUE
        AND (c.last_message_at < b.last_message_at
          OR c.last_message_at = b.last_message_at AND c.id < b.id)
      ORDER BY c.last_message_at DESC, c.id DESC LIMIT :limit
      """;

  // By order only: an order has few chats, a user any number.
  private static final String OF_ORDERS =
      """
      SELECT c.order_id, s.user_id, MAX(c.id) AS chat_id
      FROM chats c JOIN subscriptions s ON s.chat_id = c.id
      WHERE c.order_id IN (%s) GROUP BY c.order_id, s.user_id
      """;

  private static final String OPENED =
      """
      SELECT s.user_id AS s_user_id, %s
      FROM subscriptions s JOIN chats c ON c.id = s.chat_id
      WHERE s.user_id IN (%%s) AND s.active = TRUE AND c.status = %d
      """
          .formatted(ChatRow.COLUMNS, EnumCodes.STATUS.of(ChatStatus.OPENED));

  // The history has an entry for every change of participants or status, and for no other change.
  private static final String RECENT =
      """
      SELECT s.user_id AS s_user_id, %s
      FROM subscriptions s JOIN chats c ON c.id = s.chat_id
      WHERE s.user_id IN (%%s) AND s.active = TRUE AND (c.status = %d OR c.changed_at >= ?
        AND EXISTS (
          SELECT 1 FROM chat_history h WHERE h.chat_id = c.id AND h.happened_at >= ?))
      """
          .formatted(ChatRow.COLUMNS, EnumCodes.STATUS.of(ChatStatus.OPENED));

  // One statement reads one moment: a message that came after the user left is not seen.
  private static final String VIEWS =
      """
      SELECT %s, %s, %s
      FROM subscriptions s JOIN chats c ON c.id = s.chat_id
        LEFT JOIN messages m ON m.chat_id = c.id AND m.seq = c.last_seq
      WHERE (s.chat_id, s.user_id) IN (%%s)
      """
          .formatted(ChatRow.COLUMNS, SubscriptionRow.COLUMNS, MessageRow.COLUMNS);

  private ParticipantQueries() {}

  /** The chats in which the user is active, latest activity first. */
  public static List<ParticipantKey> active(
      Handle handle, UserId user, Optional<ChatId> before, int limit) {
    Query query = handle.createQuery(before.isPresent() ? NEXT : FIRST);
    before.ifPresent(chat -> query.bind("before", chat.value()));
    return query
        .bind("user", user.value())
        .bind("limit", limit)
        .mapTo(Long.class)
        .map(chat -> new ParticipantKey(new ChatId(chat), user))
        .list();
  }

  /** The latest participation of each pair, active or former; missing without one. */
  public static Map<OrderParticipant, ParticipantKey> latest(
      Handle handle, Collection<OrderParticipant> pairs) {
    Map<OrderParticipant, ParticipantKey> found = new HashMap<>();
    List<Long> orders = pairs.stream().map(pair -> pair.order().value()).toList();
    for (List<Long> some : Placeholders.chunks(orders)) {
      Placeholders.query(handle, OF_ORDERS, Placeholders.padded(some))
          .map(ParticipantQueries::readLatest)
          .forEach(latest -> found.put(latest.pair(), latest.key()));
    }
    found.keySet().retainAll(new HashSet<>(pairs));
    return found;
  }

  /** The view of each participant; missing where the user never took part. */
  static Map<ParticipantKey, ParticipantView> views(
      Handle handle, Collection<ParticipantKey> keys) {
    Map<ParticipantKey, ParticipantView> views = new HashMap<>();
    for (List<ParticipantKey> some : Placeholders.chunks(keys)) {
      views(handle, Placeholders.padded(some)).forEach(view -> views.put(view.key(), view));
    }
    return views;
  }

  /** The opened chats in which these users are active. */
  public static Map<UserId, List<Chat>> opened(Handle handle, Collection<UserId> users) {
    return byUser(users, some -> Placeholders.query(handle, OPENED, some));
  }

  /** The same, and those chats whose participants or status have changed since then. */
  public static Map<UserId, List<Chat>> recent(
      Handle handle, Collection<UserId> users, Instant since) {
    Argument from = UtcTime.argument(since);
    return byUser(
        users,
        some ->
            Placeholders.query(handle, RECENT, some)
                .bind(some.size(), from)
                .bind(some.size() + 1, from));
  }

  private static Map<UserId, List<Chat>> byUser(
      Collection<UserId> users, Function<List<Long>, Query> query) {
    Map<UserId, List<Chat>> chats = new HashMap<>();
    List<Long> ids = users.stream().map(UserId::value).toList();
    for (List<Long> some : Placeholders.chunks(ids)) {
      query
          .apply(Placeholders.padded(some))
          .map(ParticipantQueries::userChat)
          .forEach(it -> chats.computeIfAbsent(it.user(), u -> new ArrayList<>()).add(it.chat()));
    }
    return chats;
  }

  private static ResultIterable<ParticipantView> views(Handle handle, List<ParticipantKey> keys) {
    String marks = Placeholders.times(keys.size(), "(?,?)", ",");
    Query query = handle.createQuery(VIEWS.formatted(marks));
    int position = 0;
    for (ParticipantKey key : keys) {
      query.bind(position++, key.chat().value()).bind(position++, key.user().value());
    }
    return query.map(ParticipantQueries::view);
  }

  private static ParticipantView view(ResultSet row, StatementContext context) throws SQLException {
    return new ParticipantView(ChatRow.read(row), SubscriptionRow.read(row), MessageRow.find(row));
  }

  private static Latest readLatest(ResultSet row, StatementContext context) throws SQLException {
    UserId user = new UserId(row.getLong("user_id"));
    return new Latest(
        new OrderParticipant(new OrderId(row.getLong("order_id")), user),
        new ParticipantKey(new ChatId(row.getLong("chat_id")), user));
  }

  private static UserChat userChat(ResultSet row, StatementContext context) throws SQLException {
    return new UserChat(new UserId(row.getLong("s_user_id")), ChatRow.read(row));
  }

  private record Latest(OrderParticipant pair, ParticipantKey key) {}

  private record UserChat(UserId user, Chat chat) {}
}
