package io.chats.adapter.mysql.chat;

import io.chats.adapter.mysql.row.ChatRow;
import io.chats.adapter.mysql.row.Placeholders;
import io.chats.adapter.mysql.row.SubscriptionRow;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Participants;
import io.chats.domain.model.Subscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Reads chats with all their participants; one statement, so all at the same moment. */
public final class ConversationRows {

  private static final String FIND =
      """
      SELECT %s, %s
      FROM chats c LEFT JOIN subscriptions s ON s.chat_id = c.id
      WHERE c.id IN (%%s)
      """
          .formatted(ChatRow.COLUMNS, SubscriptionRow.COLUMNS);

  private ConversationRows() {}

  /** The conversations of these chats; missing where there is no such chat. */
  public static Map<ChatId, Conversation> find(Handle handle, Collection<ChatId> chats) {
    Map<ChatId, Chat> found = new HashMap<>();
    Map<ChatId, List<Subscription>> subscriptions = new HashMap<>();
    Placeholders.forEachRow(
        handle,
        FIND,
        ChatRow.values(chats),
        row -> {
          Chat chat = ChatRow.read(row);
          found.put(chat.id(), chat);
          if (row.getLong("s_user_id") != 0) {
            subscriptions
                .computeIfAbsent(chat.id(), id -> new ArrayList<>())
                .add(SubscriptionRow.read(row));
          }
        });
    Map<ChatId, Conversation> conversations = new HashMap<>();
    found.forEach((id, chat) -> {
      List<Subscription> all = subscriptions.getOrDefault(id, List.of());
      Participants participants = new Participants(chat.participantsVersion(), all);
      conversations.put(id, new Conversation(chat, participants));
    });
    return conversations;
  }
}
