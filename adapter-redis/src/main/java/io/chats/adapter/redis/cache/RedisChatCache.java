package io.chats.adapter.redis.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Participants;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatCache;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The participants of chats in Redis, shared by all nodes. The version is part of the key: the
 * value of a key never changes, and a slow node cannot replace newer participants by older ones.
 * Safe for use by any thread; blocks and fails as {@link RedisConnection} does.
 *
 * <p>Owns the keys {@code chats:v1:participants:INSTALLATION:CHAT:VERSION}: strings that live for
 * {@code REDIS_TTL}, JSON {@code [{"u": user, "t": type, "a": active, "j": version of joining, "r":
 * seq of the read mark, "i": inherited, "d": when it was moved, or ""} …]}.
 */
public final class RedisChatCache extends RedisCache<RedisChatCache.Key, Participants>
    implements ChatCache {

  /** A chat, and the version of its participants. */
  record Key(ChatId chat, long version) {}

  /**
   * @param installation the name that separates installations which share a Redis
   * @param lifetime at least a millisecond
   */
  public RedisChatCache(RedisConnection redis, String installation, Duration lifetime) {
    super(redis, "participants", installation, lifetime);
  }

  @Override
  public Map<ChatId, Participants> get(Map<ChatId, Long> versions) {
    List<Key> keys =
        versions.entrySet().stream().map(e -> new Key(e.getKey(), e.getValue())).toList();
    return read(keys).entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(e -> e.getKey().chat(), Map.Entry::getValue));
  }

  @Override
  public void put(Map<ChatId, Participants> participants) {
    write(
        participants.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    e -> new Key(e.getKey(), e.getValue().version()), Map.Entry::getValue)));
  }

  @Override
  String redisKey(Key key) {
    return key.chat() + ":" + key.version();
  }

  @Override
  byte[] encode(Participants participants) {
    return toJson(participants.all().stream().map(Stored::of).toList());
  }

  @Override
  Participants decode(Key key, byte[] stored) throws IOException {
    Stored[] all = fromJson(stored, Stored[].class);
    return new Participants(key.version(), Arrays.stream(all).map(Stored::subscription).toList());
  }

  @Override
  boolean isFailure(Participants participants) {
    return false;
  }

  /**
   * @param readAt empty where there is no time
   */
  private record Stored(
      @JsonProperty("u") long user,
      @JsonProperty("t") UserType type,
      @JsonProperty("a") boolean active,
      @JsonProperty("j") long joinedVersion,
      @JsonProperty("r") long readSeq,
      @JsonProperty("i") boolean inherited,
      @JsonProperty("d") String readAt) {

    static Stored of(Subscription s) {
      ReadMark mark = s.mark();
      return new Stored(
          s.user().value(),
          s.type(),
          s.active(),
          s.joinedVersion(),
          mark.seq(),
          mark.inherited(),
          mark.at().map(Instant::toString).orElse(""));
    }

    Subscription subscription() {
      ReadMark mark = new ReadMark(readSeq, inherited, instant(readAt));
      return new Subscription(new UserId(user), type, active, joinedVersion, 0, mark);
    }

    private static Optional<Instant> instant(String text) {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }
  }
}
