package io.chats.adapter.mysql.directory;

import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.MessageRow;
import io.chats.adapter.mysql.row.ParticipantKeys;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.SubscriptionRow;
import io.chats.adapter.mysql.row.UnreadableRows;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Message;
import io.chats.domain.model.Participants;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatDirectory.OrderParticipant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Finds the participations of users, the participants of chats, and what each sees of its chat. */
public final class ParticipantQueries {

  // By order only: an order has few chats, a user any number.
  private static final String OF_ORDERS =
      """
      SELECT c.order_id, s.user_id, MAX(c.id) AS chat_id
      FROM chats c JOIN subscriptions s ON s.chat_id = c.id
      WHERE c.order_id IN (%s) GROUP BY c.order_id, s.user_id
      """;

  // The index holds the opened ones of a user side by side, and a few closed ones that no node has
  // marked yet. Statistics that lag behind would not tell; the hint is a comment to H2.
  private static final String UNMARKED =
      """
      SELECT s.user_id AS s_user_id, %s
      FROM subscriptions s /*! FORCE INDEX (subscriptions_opened) */
        JOIN chats c ON c.id = s.chat_id
      WHERE s.user_id IN (%%s) AND s.active = TRUE AND s.closed_activity IS NULL
      """
          .formatted(ChatRow.COLUMNS);

  // One statement reads one moment: a message that came after the user left is not seen.
  private static final String VIEWS =
      """
      SELECT %s, %s, %s
      FROM subscriptions s JOIN chats c ON c.id = s.chat_id
        LEFT JOIN messages m ON m.chat_id = c.id AND m.seq = c.last_seq
      WHERE (s.chat_id, s.user_id) IN (%%s)
      """
          .formatted(ChatRow.COLUMNS, SubscriptionRow.COLUMNS, MessageRow.COLUMNS);

  private static final String STAFF =
      """
      SELECT DISTINCT s.user_id AS client, o.user_id AS staff
      FROM subscriptions s /*! FORCE INDEX (subscriptions_opened) */
        JOIN chats c ON c.id = s.chat_id
        JOIN subscriptions o ON o.chat_id = s.chat_id
      WHERE s.user_id IN (%%s) AND s.active = TRUE AND s.closed_activity IS NULL
        AND s.user_type = %d AND c.status = %d
        AND o.active = TRUE AND o.user_type IN (%d, %d) AND o.user_id <> s.user_id
      """
          .formatted(
              EnumCodes.USER_TYPE.of(UserType.CLIENT),
              EnumCodes.STATUS.of(ChatStatus.OPENED),
              EnumCodes.USER_TYPE.of(UserType.DOCTOR),
              EnumCodes.USER_TYPE.of(UserType.OPERATOR));

  // One statement reads the version and the rows at one moment. Read marks are left out: they move
  // without a new version of the participants, so that cached ones would be stale. Nobody asks an
  // overview where its participants joined.
  private static final String OF_CHATS =
      """
      SELECT c.id AS c_id, c.participants_version AS c_participants_version, %s
      FROM chats c JOIN subscriptions s ON s.chat_id = c.id
      WHERE c.id IN (%%s)
      """
          .formatted(SubscriptionRow.COLUMNS);

  private static final String ACTIVE =
      "SELECT s.chat_id, s.user_id FROM subscriptions s WHERE s.chat_id IN (%s) AND s.active ="
          + " TRUE";

  private ParticipantQueries() {}

  /** The latest participation of each pair, active or former; missing without one. */
  public static Map<OrderParticipant, ParticipantKey> latest(
      Handle handle, Collection<OrderParticipant> pairs) {
    Map<OrderParticipant, ParticipantKey> found = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        OF_ORDERS,
        pairs.stream().map(pair -> pair.order().value()).toList(),
        row -> {
          ParticipantKey key = ParticipantKeys.read(row);
          found.put(new OrderParticipant(new OrderId(row.getLong("order_id")), key.user()), key);
        });
    found.keySet().retainAll(new HashSet<>(pairs));
    return found;
  }

  /** The view of each participant; missing where the user never took part. */
  static Map<ParticipantKey, ParticipantView> views(
      Handle handle, UnreadableRows unreadable, Collection<ParticipantKey> keys) {
    Map<ParticipantKey, ParticipantView> views = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        VIEWS,
        "(?,?)",
        keys,
        ParticipantKeys::columns,
        unreadable.passOver(
            "c_id",
            row -> {
              ParticipantView view =
                  new ParticipantView(
                      ChatRow.read(row), SubscriptionRow.read(row), MessageRow.find(row));
              views.put(view.key(), view);
            }));
    return views;
  }

  /**
   * The chats in which these users are active and which are not marked as closed: the opened ones,
   * and closed ones that are still to be marked.
   */
  public static Map<UserId, List<Chat>> unmarked(
      Handle handle, UnreadableRows unreadable, Collection<UserId> users) {
    Map<UserId, List<Chat>> chats = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        UNMARKED,
        users.stream().map(UserId::value).toList(),
        unreadable.passOver(
            "c_id",
            row -> {
              Chat chat = ChatRow.read(row);
              UserId user = new UserId(row.getLong("s_user_id"));
              chats.computeIfAbsent(user, u -> new ArrayList<>()).add(chat);
            }));
    return chats;
  }

  /** The doctors and operators in the opened chats of each of these clients. */
  public static Map<UserId, Set<UserId>> staff(Handle handle, Collection<UserId> clients) {
    Map<UserId, Set<UserId>> staff = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        STAFF,
        clients.stream().map(UserId::value).toList(),
        row ->
            staff
                .computeIfAbsent(new UserId(row.getLong("client")), client -> new HashSet<>())
                .add(new UserId(row.getLong("staff"))));
    return staff;
  }

  /** The active participants of each of these chats; missing where there is none. */
  public static Map<ChatId, Set<UserId>> activeUsers(Handle handle, Collection<ChatId> chats) {
    Map<ChatId, Set<UserId>> users = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        ACTIVE,
        ChatRow.values(chats),
        row -> {
          ParticipantKey key = ParticipantKeys.read(row);
          users.computeIfAbsent(key.chat(), chat -> new HashSet<>()).add(key.user());
        });
    return users;
  }

  /**
   * The participants of these chats, active and former. A chat is missing where one of them cannot
   * be read, since caches that other nodes share must not show the others as all.
   */
  static Map<ChatId, Participants> participants(
      Handle handle, UnreadableRows unreadable, Collection<ChatId> chats) {
    Map<ChatId, Long> versions = new HashMap<>();
    Map<ChatId, Integer> counts = new HashMap<>();
    Map<ChatId, List<Subscription>> all = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        OF_CHATS,
        ChatRow.values(chats),
        unreadable.passOver(
            "c_id",
            row -> {
              ChatId chat = new ChatId(row.getLong("c_id"));
              versions.put(chat, row.getLong("c_participants_version"));
              counts.merge(chat, 1, Integer::sum);
              all.computeIfAbsent(chat, c -> new ArrayList<>())
                  .add(withoutMark(SubscriptionRow.read(row)));
            }));
    Map<ChatId, Participants> participants = new HashMap<>();
    all.forEach((chat, some) -> {
      if (some.size() == counts.get(chat)) {
        participants.put(chat, new Participants(versions.get(chat), some));
      }
    });
    return participants;
  }

  private static Subscription withoutMark(Subscription own) {
    return new Subscription(
        own.user(), own.type(), own.active(), own.joinedVersion(), 0, ReadMark.NONE);
  }

  /**
   * A chat as one user finds it, all read at the same moment.
   *
   * @param own the user's subscription, active or former
   */
  record ParticipantView(Chat chat, Subscription own, Optional<Message> lastMessage) {

    ParticipantKey key() {
      return new ParticipantKey(chat.id(), own.user());
    }

    UserId user() {
      return own.user();
    }
  }
}
