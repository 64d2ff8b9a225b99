package io.chats.launcher.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Participants;
import io.chats.domain.port.ChatCache;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The participants of chats in memory, by version, so that an entry never changes. Blocks only as
 * the next cache does.
 */
public final class CaffeineChatCache implements ChatCache {

  private final LocalCache<ChatVersion, Participants> chats;

  public CaffeineChatCache(CacheBounds bounds) {
    this(bounds, LocalCache.BackingCache.none(), Ticker.systemTicker());
  }

  /**
   * @param next the cache behind: asked for what is not in memory, and given what is put
   */
  public CaffeineChatCache(CacheBounds bounds, ChatCache next) {
    this(bounds, behind(next), Ticker.systemTicker());
  }

  CaffeineChatCache(
      CacheBounds bounds, LocalCache.BackingCache<ChatVersion, Participants> next, Ticker ticker) {
    chats = new LocalCache<>(bounds, Function.identity(), participants -> false, next, ticker);
  }

  @Override
  public Map<ChatId, Participants> get(Map<ChatId, Long> versions) {
    Set<ChatVersion> keys =
        versions.entrySet().stream()
            .map(e -> new ChatVersion(e.getKey(), e.getValue()))
            .collect(Collectors.toUnmodifiableSet());
    return byChat(chats.get(keys));
  }

  @Override
  public void put(Map<ChatId, Participants> participants) {
    chats.put(byVersion(participants));
  }

  static LocalCache.BackingCache<ChatVersion, Participants> behind(ChatCache next) {
    return new LocalCache.BackingCache<>(
        keys -> byVersion(next.get(versions(keys))), added -> next.put(byChat(added)));
  }

  private static Map<ChatId, Long> versions(Set<ChatVersion> keys) {
    return keys.stream()
        .collect(Collectors.toUnmodifiableMap(ChatVersion::chat, ChatVersion::version));
  }

  private static Map<ChatVersion, Participants> byVersion(Map<ChatId, Participants> participants) {
    return participants.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                e -> new ChatVersion(e.getKey(), e.getValue().version()), Map.Entry::getValue));
  }

  private static Map<ChatId, Participants> byChat(Map<ChatVersion, Participants> participants) {
    return participants.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(e -> e.getKey().chat(), Map.Entry::getValue));
  }

  record ChatVersion(ChatId chat, long version) {}
}
