package io.chats.adapter.mysql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Appended;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps what this node appended to chats within the last minute, so that its directory can bring a
 * cached overview up to date without loading the chat again. The stores of one node share it, and
 * any thread may use it. A message store makes its own: {@link JdbiMessageStore#recent}.
 */
public final class RecentAppends {

  // Bounds the damage when an older database is restored under running nodes: versions recur then.
  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private static final long MAX_BYTES = 16L << 20;

  private final Cache<ChatId, AppendDelta> deltas =
      Caffeine.newBuilder()
          .maximumWeight(MAX_BYTES)
          .weigher((ChatId chat, AppendDelta delta) -> delta.weight())
          .expireAfter(Expiry.creating((chat, delta) -> LIFETIME))
          .executor(Runnable::run)
          .build();

  RecentAppends() {}

  /** Adds an append that is committed; for each chat to be called in the order of the commits. */
  void add(Appended appended) {
    if (!appended.stored().isEmpty()) {
      AppendDelta delta = AppendDelta.of(appended);
      deltas.asMap().compute(appended.chat().id(), (chat, before) -> delta.after(before));
    }
  }

  /** The participant's overview at that later version of its chat; empty where it is not known. */
  Optional<ChatOverview> applied(ParticipantKey key, ChatOverview overview, long version) {
    AppendDelta last = deltas.getIfPresent(key.chat());
    AppendDelta fitting = last == null ? null : last.upTo(version);
    return fitting == null ? Optional.empty() : fitting.appliedTo(overview, key.user());
  }

  /**
   * The change that one append made to a chat, chained to the appends right before it.
   *
   * @param chat as it was after the append
   * @param last the last message of the append
   * @param unread messages of the append that count as unread for everyone but their author
   * @param before the append that led to {@code fromVersion}; null without one
   * @param length of the chain
   */
  private record AppendDelta(
      long fromVersion, Chat chat, Message last, int unread, AppendDelta before, int length) {

    private static final int MAX_LENGTH = 8;

    /** The delta of an append that stored something, not chained. */
    static AppendDelta of(Appended appended) {
      List<Message> stored = appended.stored();
      int unread = (int) stored.stream().filter(Message::countsAsUnread).count();
      return new AppendDelta(
          appended.fromVersion(), appended.chat(), stored.getLast(), unread, null, 1);
    }

    /** This delta chained to an earlier one, if that led to it and its chain is not too long. */
    AppendDelta after(AppendDelta earlier) {
      return earlier == null
              || earlier.chat.version() != fromVersion
              || earlier.length == MAX_LENGTH
          ? this
          : new AppendDelta(fromVersion, chat, last, unread, earlier, earlier.length + 1);
    }

    /** The delta of the chain that led to that version, or null. */
    AppendDelta upTo(long version) {
      AppendDelta found = this;
      while (found != null && found.chat.version() > version) {
        found = found.before;
      }
      return found != null && found.chat.version() == version ? found : null;
    }

    /**
     * The overview after this delta; empty if the chain does not begin at the overview's version.
     */
    Optional<ChatOverview> appliedTo(ChatOverview overview, UserId user) {
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
    int weight() {
      int own = 300 + 2 * last.content().chars();
      return before == null ? own : own + before.weight();
    }
  }
}
