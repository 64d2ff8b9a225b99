package io.chats.adapter.mysql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.chats.adapter.mysql.directory.AppendDelta;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.port.MessageStore.Appended;
import java.time.Duration;
import java.util.Optional;

/**
 * What this node appended to chats a moment ago: what was seen of a chat before is brought up to
 * date by it, without asking for the chat again. To be shared by the stores of one node. Safe for
 * use by any thread.
 */
public final class RecentAppends {

  // Versions mean nothing any more once somebody has restored a database under running nodes.
  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private static final long MOST_BYTES = 16L << 20;

  private final Cache<ChatId, AppendDelta> growths =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((ChatId chat, AppendDelta growth) -> growth.weight())
          .expireAfter(Expiry.creating((chat, growth) -> LIFETIME))
          .executor(Runnable::run)
          .build();

  /** Nothing yet; a message store's own is {@link JdbiMessageStore#recent}. */
  RecentAppends() {}

  /** Something was asked to be appended, and what was is committed; for each chat in order. */
  public void add(Appended appended) {
    if (!appended.stored().isEmpty()) {
      AppendDelta growth = AppendDelta.of(appended);
      growths.asMap().compute(appended.chat().id(), (chat, before) -> growth.after(before));
    }
  }

  /**
   * What is seen from the seat at that later version of its chat; empty where that is not known.
   */
  public Optional<ChatOverview> grown(ParticipantKey seat, ChatOverview overview, long version) {
    AppendDelta last = growths.getIfPresent(seat.chat());
    AppendDelta fitting = last == null ? null : last.upTo(version);
    return fitting == null ? Optional.empty() : fitting.appliedTo(overview, seat.user());
  }
}
