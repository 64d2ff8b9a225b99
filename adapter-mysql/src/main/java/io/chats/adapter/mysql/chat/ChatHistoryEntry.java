package io.chats.adapter.mysql.chat;

import io.chats.adapter.mysql.row.EnumCodes;
import io.chats.adapter.mysql.row.UtcTime;
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
 * What became of a chat, for whoever asks later.
 *
 * @param user who joined, left, changed, or handed over
 * @param other to whom it was handed over
 * @param type of the user, and of the other
 */
public record ChatHistoryEntry(
    What what, Optional<UserId> user, Optional<UserId> other, Optional<UserType> type) {

  public enum What {
    OPENED,
    JOINED,
    LEFT,
    HANDED_OVER,
    TYPE_CHANGED,
    CLOSED
  }

  private static final String INSERT =
      """
      INSERT INTO chat_history
        (chat_id, version, what, user_id, other_user_id, user_type, happened_at)
      VALUES (:chat, :version, :what, :user, :other, :type, :at)
      """;

  static ChatHistoryEntry opened() {
    return of(What.OPENED);
  }

  /** What the decision means. */
  public static List<ChatHistoryEntry> of(Conversation before, Conversation.Decision decision) {
    List<ChatHistoryEntry> entries = new ArrayList<>();
    for (Subscription changed : decision.changed()) {
      entries.add(of(before.participants().find(changed.user()), changed));
    }
    if (!before.chat().isClosed() && decision.after().chat().isClosed()) {
      entries.add(of(What.CLOSED));
    }
    return handedOver(entries);
  }

  public void insert(Handle handle, ChatId chat, long version, Instant at) {
    handle
        .createUpdate(INSERT)
        .bind("chat", chat.value())
        .bind("version", version)
        .bind("what", EnumCodes.HISTORY.of(what))
        .bind("user", user.map(UserId::value).orElse(null))
        .bind("other", other.map(UserId::value).orElse(null))
        .bind("type", type.map(EnumCodes.USER_TYPE::of).orElse(null))
        .bind("at", UtcTime.argument(at))
        .execute();
  }

  private static ChatHistoryEntry of(What what) {
    return new ChatHistoryEntry(what, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static ChatHistoryEntry of(Optional<Subscription> before, Subscription after) {
    boolean wasActive = before.filter(Subscription::active).isPresent();
    What what = What.TYPE_CHANGED;
    if (wasActive != after.active()) {
      what = wasActive ? What.LEFT : What.JOINED;
    }
    return new ChatHistoryEntry(
        what, Optional.of(after.user()), Optional.empty(), Optional.of(after.type()));
  }

  /** One who leaves and one who joins in the same decision are a hand-over. */
  private static List<ChatHistoryEntry> handedOver(List<ChatHistoryEntry> entries) {
    if (entries.size() != 2
        || entries.get(0).what() != What.LEFT
        || entries.get(1).what() != What.JOINED) {
      return entries;
    }
    return List.of(
        new ChatHistoryEntry(
            What.HANDED_OVER, entries.get(0).user(), entries.get(1).user(), entries.get(1).type()));
  }
}
