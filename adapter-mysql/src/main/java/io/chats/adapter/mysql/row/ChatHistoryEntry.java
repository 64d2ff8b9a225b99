package io.chats.adapter.mysql.row;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * An entry of a chat's history, which says later who took part, and when.
 *
 * @param user who joined, left, changed type, or handed over
 * @param other to whom the subscription was handed over
 * @param type of the user, or of the other one
 */
public record ChatHistoryEntry(
    ChatHistoryEvent event,
    Optional<UserId> user,
    Optional<UserId> other,
    Optional<UserType> type) {

  private static final String INSERT =
      """
      INSERT INTO chat_history
        (chat_id, version, what, user_id, other_user_id, user_type, happened_at)
      VALUES (:chat, :version, :what, :user, :other, :type, :at)
      """;

  public static ChatHistoryEntry opened() {
    return of(ChatHistoryEvent.OPENED);
  }

  /** The entries that describe a decision. */
  public static List<ChatHistoryEntry> of(Conversation before, Conversation.Decision decision) {
    List<ChatHistoryEntry> entries = new ArrayList<>();
    for (Subscription changed : decision.changed()) {
      entries.add(of(before.participants().find(changed.user()), changed));
    }
    if (!before.chat().isClosed() && decision.after().chat().isClosed()) {
      entries.add(of(ChatHistoryEvent.CLOSED));
    }
    return isHandOver(entries) ? List.of(handOver(entries.get(0), entries.get(1))) : entries;
  }

  public void insert(Handle handle, ChatId chat, long version, Instant at) {
    handle
        .createUpdate(INSERT)
        .bind("chat", chat.value())
        .bind("version", version)
        .bind("what", EnumCodes.HISTORY.of(event))
        .bind("user", user.map(UserId::value).orElse(null))
        .bind("other", other.map(UserId::value).orElse(null))
        .bind("type", type.map(EnumCodes.USER_TYPE::of).orElse(null))
        .bind("at", UtcTime.argument(at))
        .execute();
  }

  private static ChatHistoryEntry of(ChatHistoryEvent event) {
    return new ChatHistoryEntry(event, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static ChatHistoryEntry of(Optional<Subscription> before, Subscription after) {
    boolean wasActive = before.filter(Subscription::active).isPresent();
    ChatHistoryEvent event = ChatHistoryEvent.TYPE_CHANGED;
    if (wasActive != after.active()) {
      event = wasActive ? ChatHistoryEvent.LEFT : ChatHistoryEvent.JOINED;
    }
    return new ChatHistoryEntry(
        event, Optional.of(after.user()), Optional.empty(), Optional.of(after.type()));
  }

  /** One user who leaves and one who joins in the same decision are a hand-over. */
  private static boolean isHandOver(List<ChatHistoryEntry> entries) {
    return entries.size() == 2
        && entries.get(0).event() == ChatHistoryEvent.LEFT
        && entries.get(1).event() == ChatHistoryEvent.JOINED;
  }

  private static ChatHistoryEntry handOver(ChatHistoryEntry left, ChatHistoryEntry joined) {
    return new ChatHistoryEntry(
        ChatHistoryEvent.HANDED_OVER, left.user(), joined.user(), joined.type());
  }
}
