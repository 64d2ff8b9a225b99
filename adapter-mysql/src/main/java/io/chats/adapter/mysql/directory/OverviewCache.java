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
 * What was last seen from seats. Every stored change raises its chat's version, so an overview of
 * the version that the database has now is what the database would show now.
 */
final class OverviewCache {

  // What is changed by hand, without a new version, is seen after that time.
  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private static final long MOST_BYTES = 32L << 20;

  private final Cache<ParticipantKey, ChatOverview> overviews =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher(OverviewCache::weight)
          .expireAfter(Expiry.creating((seat, overview) -> LIFETIME))
          .executor(Runnable::run)
          .build();

  /** Of these seats, of whatever version. */
  Map<ParticipantKey, ChatOverview> of(Collection<ParticipantKey> seats) {
    return overviews.getAllPresent(seats);
  }

  /** Of this seat, of whatever version; null if nothing is. */
  ChatOverview of(ParticipantKey seat) {
    return overviews.getIfPresent(seat);
  }

  /** Remembers it if it is of one moment: participants may have been read after their chat. */
  void put(ParticipantKey seat, ChatOverview overview) {
    if (overview.conversation().participants().version() == overview.chat().participantsVersion()) {
      overviews.put(seat, overview);
    }
  }

  /** About as many bytes as it takes. */
  private static int weight(ParticipantKey seat, ChatOverview overview) {
    int participants = overview.conversation().participants().all().size();
    return 600
        + 100 * participants
        + 2 * overview.lastMessage().map(it -> it.content().chars()).orElse(0);
  }
}
