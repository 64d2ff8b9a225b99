package io.chats.adapter.mysql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.chats.adapter.mysql.directory.AppendDelta;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.Appended;
import io.chats.domain.model.ChatOverview;
import java.time.Duration;
import java.util.Optional;

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
}
