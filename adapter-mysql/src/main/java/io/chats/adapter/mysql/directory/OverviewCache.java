package io.chats.adapter.mysql.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.ChatOverview;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * Caches the overviews of participants. Every stored change raises its chat's version, so a cached
 * overview of the version that the database has now is what the database would yield now. Any
 * thread may use it.
 */
final class OverviewCache {

  // Changes that operators make by hand, without a new version, show after that time.
  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private static final long MAX_BYTES = 32L << 20;

  private final Cache<ParticipantKey, ChatOverview> overviews =
      Caffeine.newBuilder()
          .maximumWeight(MAX_BYTES)
          .weigher(OverviewCache::weight)
          .expireAfter(Expiry.creating((key, overview) -> LIFETIME))
          .executor(Runnable::run)
          .build();

  /** The cached overviews of these participants, of whatever version. */
  Map<ParticipantKey, ChatOverview> getAll(Collection<ParticipantKey> keys) {
    return overviews.getAllPresent(keys);
  }

  /** The cached overview of this participant, of whatever version; null if there is none. */
  ChatOverview get(ParticipantKey key) {
    return overviews.getIfPresent(key);
  }

  /** Caches the overview unless its participants were read after its chat, and so are newer. */
  void put(ParticipantKey key, ChatOverview overview) {
    if (overview.conversation().participants().version() == overview.chat().participantsVersion()) {
      overviews.put(key, overview);
    }
  }

  /** The approximate number of bytes that an entry takes. */
  private static int weight(ParticipantKey key, ChatOverview overview) {
    int participants = overview.conversation().participants().all().size();
    return 600
        + 100 * participants
        + 2 * overview.lastMessage().map(it -> it.content().chars()).orElse(0);
  }
}
