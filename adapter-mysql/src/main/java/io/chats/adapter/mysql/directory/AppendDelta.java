package io.chats.adapter.mysql.directory;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.port.MessageStore.Appended;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one request of an author added to a chat, and what some before it did, without a gap.
 *
 * @param chat as it was after it
 * @param last the last message
 * @param unread messages that count as unread for everyone but their author
 * @param before null without one
 * @param length with all before it
 */
public record AppendDelta(
    long fromVersion, Chat chat, Message last, int unread, AppendDelta before, int length) {

  private static final int LONGEST = 8;

  /** Of an append that stored something. */
  public static AppendDelta of(Appended appended) {
    List<Message> stored = appended.stored();
    int unread = (int) stored.stream().filter(Message::countsAsUnread).count();
    return new AppendDelta(
        appended.fromVersion(), appended.chat(), stored.getLast(), unread, null, 1);
  }

  /** The same, after those that led to it; not after too many of them, or others. */
  public AppendDelta after(AppendDelta earlier) {
    return earlier == null || earlier.chat.version() != fromVersion || earlier.length == LONGEST
        ? this
        : new AppendDelta(fromVersion, chat, last, unread, earlier, earlier.length + 1);
  }

  /** The latest that led to that version, or null. */
  public AppendDelta upTo(long version) {
    AppendDelta found = this;
    while (found != null && found.chat.version() > version) {
      found = found.before;
    }
    return found != null && found.chat.version() == version ? found : null;
  }

  /** What the asker sees after it; empty if the overview is not of a moment before one of these. */
  public Optional<ChatOverview> appliedTo(ChatOverview overview, UserId asker) {
    int more = 0;
    for (AppendDelta some = this; some != null; some = some.before) {
      more += some.last.author().equals(asker) ? 0 : some.unread;
      if (some.fromVersion == overview.chat().version()) {
        return Optional.of(grown(overview, more));
      }
    }
    return Optional.empty();
  }

  private ChatOverview grown(ChatOverview overview, int more) {
    int seen = Math.min(overview.unread().orElseThrow() + more, ChatOverview.MOST_UNREAD);
    return new ChatOverview(
        new Conversation(chat, overview.conversation().participants()),
        Optional.of(last),
        OptionalInt.of(seen));
  }

  /** About as many bytes as it takes, with all before it. */
  public int weight() {
    int own = 300 + 2 * last.content().chars();
    return before == null ? own : own + before.weight();
  }
}
