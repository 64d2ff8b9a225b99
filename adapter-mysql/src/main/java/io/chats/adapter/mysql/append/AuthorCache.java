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
 * Caches the types of authors. An entry holds while the version of the chat's participants is the
 * same; the chat must be locked, so that nobody changes them. Any thread may use it.
 */
final class AuthorCache {

  private static final long MAX_ENTRIES = 100_000;

  // Bounds the damage when an older database is restored under running nodes: versions recur then.
  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private final Cache<ParticipantKey, Entry> entries =
      Caffeine.newBuilder()
          .maximumSize(MAX_ENTRIES)
          .expireAfterWrite(LIFETIME)
          .executor(Runnable::run)
          .build();

  /**
   * The types of those authors who take part; the others are missing.
   *
   * @param chats the chats of these authors, as loaded under their locks
   */
  Map<ParticipantKey, UserType> find(
      Handle handle, Collection<ParticipantKey> keys, Map<ChatId, Chat> chats) {
    Map<ParticipantKey, UserType> types = new HashMap<>();
    Set<ParticipantKey> unknown = new HashSet<>();
    for (ParticipantKey key : keys) {
      Entry known = entries.getIfPresent(key);
      if (known != null && known.version() == version(key, chats)) {
        types.put(key, known.type());
      } else {
        unknown.add(key);
      }
    }
    AppendQueries.authors(handle, unknown)
        .forEach((key, type) -> {
          entries.put(key, new Entry(version(key, chats), type));
          types.put(key, type);
        });
    return types;
  }

  private static long version(ParticipantKey key, Map<ChatId, Chat> chats) {
    return chats.get(key.chat()).participantsVersion();
  }

  /**
   * @param version the version of the chat's participants
   */
  private record Entry(long version, UserType type) {}
}
