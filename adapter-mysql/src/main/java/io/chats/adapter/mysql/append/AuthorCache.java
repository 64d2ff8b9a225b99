package io.chats.adapter.mysql.append;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ParticipantKey;
import io.chats.domain.model.Chat;
import io.chats.domain.model.UserType;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Who may append to chats that are locked. What was found before holds while the version of the
 * chat's participants is the same, which the lock keeps as it is.
 */
final class AuthorCache {

  private static final long MOST = 100_000;

  // Versions mean nothing any more once somebody has restored a database under running nodes.
  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private final AppendQueries queries;
  private final Cache<ParticipantKey, Known> known =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterWrite(LIFETIME)
          .executor(Runnable::run)
          .build();

  AuthorCache(AppendQueries queries) {
    this.queries = queries;
  }

  /**
   * The types of those who take part; missing where one does not.
   *
   * @param chats as they are, locked
   */
  Map<ParticipantKey, UserType> find(
      Handle handle, Collection<ParticipantKey> seats, Map<ChatId, Chat> chats) {
    Map<ParticipantKey, UserType> types = new HashMap<>();
    Set<ParticipantKey> unknown = new HashSet<>();
    for (ParticipantKey seat : seats) {
      Known before = known.getIfPresent(seat);
      if (before != null && before.version() == version(seat, chats)) {
        types.put(seat, before.type());
      } else {
        unknown.add(seat);
      }
    }
    queries
        .authors(handle, unknown)
        .forEach((seat, type) -> {
          known.put(seat, new Known(version(seat, chats), type));
          types.put(seat, type);
        });
    return types;
  }

  private static long version(ParticipantKey seat, Map<ChatId, Chat> chats) {
    return chats.get(seat.chat()).participantsVersion();
  }

  /**
   * @param version of the chat's participants
   */
  private record Known(long version, UserType type) {}
}
