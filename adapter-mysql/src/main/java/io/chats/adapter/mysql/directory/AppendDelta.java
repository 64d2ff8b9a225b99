package io.chats.adapter.mysql.directory;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Appended;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The change that one append made to a chat, chained to the appends right before it.
 *
 * @param chat as it was after the append
 * @param last the last message of the append
 * @param unread messages of the append that count as unread for everyone but their author
 * @param before the append that led to {@code fromVersion}; null without one
 * @param length of the chain
 */
public record AppendDelta(
    long fromVersion, Chat chat, Message last, int unread, AppendDelta before, int length) {

  private static final int MAX_LENGTH = 8;

  /** The delta of an append that stored something, not chained. */
  public static AppendDelta of(Appended appended) {
    List<Message> stored = appended.stored();
    int unread = (int) stored.stream().filter(Message::countsAsUnread).count();
    return new AppendDelta(
        appended.fromVersion(), appended.chat(), stored.getLast(), unread, null, 1);
  }

  /** This delta chained to an earlier one, if that led to it and its chain is not too long. */
  public AppendDelta after(AppendDelta earlier) {
    return earlier == null || earlier.chat.version() != fromVersion || earlier.length == MAX_LENGTH
        ? this
        : new AppendDelta(fromVersion, chat, last, unread, earlier, earlier.length + 1);
  }

  /** The delta of the chain that led to that version, or null. */
  public AppendDelta upTo(long version) {
    AppendDelta found = this;
    while (found != null && found.chat.version() > version) {
      found = found.before;
    }
    return found != null && found.chat.version() == version ? found : null;
  }

  /** The overview after this delta; empty if the chain does not begin at the overview's version. */
  public Optional<ChatOverview> appliedTo(ChatOverview overview, UserId user) {
    int more = 0;
    for (AppendDelta delta = this; delta != null; delta = delta.before) {
      more += delta.last.author().equals(user) ? 0 : delta.unread;
      if (delta.fromVersion == overview.chat().version()) {
        return Optional.of(updated(overview, more));
      }
    }
    return Optional.empty();
  }

  private ChatOverview updated(ChatOverview overview, int more) {
    int unreadNow = Math.min(overview.unread().orElseThrow() + more, ChatOverview.MAX_UNREAD);
    return new ChatOverview(
        new Conversation(chat, overview.conversation().participants()),
        Optional.of(last),
        OptionalInt.of(unreadNow));
  }

  /** The approximate number of bytes that the chain takes. */
  public int weight() {
    int own = 300 + 2 * last.content().chars();
    return before == null ? own : own + before.weight();
  }
}
