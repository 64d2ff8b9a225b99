package io.chats.adapter.redis.cache;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Participants;
import io.chats.domain.port.ChatCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The participants of chats in Redis, shared by all nodes. The version is part of the key, so that
 * what is stored under a key never changes, and a slow node cannot put older participants in place
 * of newer ones.
 *
 * <p>Owns the keys {@code chats:v1:participants:CHAT:VERSION}: strings that live for {@code
 * REDIS_TTL}, JSON {@code [{"u": user, "t": type, "a": active, "j": version of joining, "r": seq of
 * the read mark, "i": inherited, "d": when it was moved, or ""} …]}.
 */
public final class RedisChatCache implements ChatCache {

  private final RedisCache<ParticipantsCodec.Key, Participants> chats;

  /**
   * @param lifetime at least a millisecond
   */
  public RedisChatCache(RedisConnection redis, Duration lifetime) {
    chats = new RedisCache<>(redis, new ParticipantsCodec(Lifetimes.of(lifetime).answer()));
  }

  @Override
  public Map<ChatId, Participants> get(Map<ChatId, Long> versions) {
    List<ParticipantsCodec.Key> keys =
        versions.entrySet().stream()
            .map(e -> new ParticipantsCodec.Key(e.getKey(), e.getValue()))
            .toList();
    return chats.get(keys).entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(e -> e.getKey().chat(), Map.Entry::getValue));
  }

  @Override
  public void put(Map<ChatId, Participants> participants) {
    chats.put(
        participants.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    e -> new ParticipantsCodec.Key(e.getKey(), e.getValue().version()),
                    Map.Entry::getValue)));
  }
}
