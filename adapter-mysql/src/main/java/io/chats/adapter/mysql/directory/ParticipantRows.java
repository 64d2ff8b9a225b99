package io.chats.adapter.mysql.directory;

import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.ParticipantKeys;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.SubscriptionRow;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Participants;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.Subscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

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
    Placeholders.forEachRow(
        handle,
        USERS,
        ChatRow.values(chats),
        row -> {
          ParticipantKey key = ParticipantKeys.read(row);
          users.computeIfAbsent(key.chat(), chat -> new ArrayList<>()).add(key.user());
        });
    return users;
  }

  /** The participants of these chats, active and former. */
  static Map<ChatId, Participants> of(Handle handle, Collection<ChatId> chats) {
    Map<ChatId, Long> versions = new HashMap<>();
    Map<ChatId, List<Subscription>> all = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        OF_CHATS,
        ChatRow.values(chats),
        row -> {
          ChatId chat = new ChatId(row.getLong("c_id"));
          versions.put(chat, row.getLong("c_participants_version"));
          all.computeIfAbsent(chat, c -> new ArrayList<>())
              .add(withoutMark(SubscriptionRow.read(row)));
        });
    Map<ChatId, Participants> participants = new HashMap<>();
    all.forEach((chat, some) -> participants.put(chat, new Participants(versions.get(chat), some)));
    return participants;
  }

  private static Subscription withoutMark(Subscription own) {
    return new Subscription(
        own.user(), own.type(), own.active(), own.joinedVersion(), ReadMark.NONE);
  }
}
