package io.chats.adapter.redis.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.adapter.redis.connection.SharedRedis;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Participants;
import io.chats.domain.model.Profile;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ChatCache;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The stored format is shared with nodes of other releases: a change of it needs another version in
 * the keys.
 */
class StoredFormatIT {

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private static final Duration LIFETIME = Duration.ofHours(2);
  private static final UserDirectory.Key CLIENT =
      new UserDirectory.Key(new UserId(42), UserType.CLIENT, new OrderId(5));
  private static final UserDirectory.Key BOT =
      new UserDirectory.Key(new UserId(9), UserType.BOT, new OrderId(5));
  private static final FileStorage.Key LOST =
      new FileStorage.Key(new FileId("a:b"), new ChatId(1), new UserId(42));
  private static final ChatId CHAT = new ChatId(1);

  @Test
  void ofProfiles() {
    ProfileCache cache = new RedisProfileCache(REDIS.emptied(), "here", LIFETIME);
    Profile profile = new Profile(new UserId(42), "Rowan", "Ash", "", "p");
    cache.put(Map.of(CLIENT, Optional.of(profile), BOT, Optional.empty()));
    assertThat(stored("chats:v1:profile:here:client:42:5"))
        .isEqualTo("{\"u\":42,\"f\":\"Rowan\",\"l\":\"Ash\",\"m\":\"\",\"p\":\"p\"}");
    assertThat(stored("chats:v1:profile:here:bot:9")).isEqualTo("null");
    assertThat(REDIS.client().ttl("chats:v1:profile:here:client:42:5")).isBetween(7190L, 7200L);
    assertThat(REDIS.client().ttl("chats:v1:profile:here:bot:9")).isBetween(3L, 5L);
  }

  @Test
  void ofFiles() {
    RedisFileCache cache = new RedisFileCache(REDIS.emptied(), "here", LIFETIME);
    cache.put(Map.of(LOST, new FileStorage.Missing()));
    assertThat(stored("chats:v1:file:here:1:42:a:b")).isEqualTo("\"missing\"");
    assertThat(REDIS.client().ttl("chats:v1:file:here:1:42:a:b")).isBetween(3L, 5L);
  }

  @Test
  void ofChats() {
    ChatCache cache = new RedisChatCache(REDIS.emptied(), "here", LIFETIME);
    Subscription subscription = Subscription.joined(new UserId(42), UserType.CLIENT, 1, 0);
    cache.put(Map.of(CHAT, new Participants(9, List.of(subscription))));
    assertThat(stored("chats:v1:participants:here:1:9"))
        .isEqualTo(
            "[{\"u\":42,\"t\":\"CLIENT\",\"a\":true,\"j\":1,\"r\":0,\"i\":false,\"d\":\"\"}]");
    assertThat(REDIS.client().ttl("chats:v1:participants:here:1:9")).isBetween(7190L, 7200L);
  }

  @Test
  void valuesInAnotherFormatAreAMissAndReplaced() {
    ProfileCache cache = new RedisProfileCache(REDIS.emptied(), "here", LIFETIME);
    Profile profile = new Profile(new UserId(42), "Rowan", "Ash", "", "");
    REDIS.client().lpush("chats:v1:profile:here:client:42:5", "not", "a", "string");
    REDIS.client().set("chats:v1:profile:here:bot:9", "{\"u\":");
    assertThat(cache.get(Set.of(CLIENT, BOT))).isEmpty();
    cache.put(Map.of(CLIENT, Optional.of(profile)));
    assertThat(cache.get(Set.of(CLIENT, BOT))).containsOnlyKeys(CLIENT);
  }

  /** Two installations may share a Redis: the same ids mean other people, files and chats. */
  @Test
  void anotherInstallationFindsNothing() {
    RedisConnection redis = REDIS.emptied();
    Profile profile = new Profile(new UserId(42), "Rowan", "Ash", "", "");
    Subscription subscription = Subscription.joined(new UserId(42), UserType.CLIENT, 1, 0);
    new RedisProfileCache(redis, "here", LIFETIME).put(Map.of(CLIENT, Optional.of(profile)));
    new RedisFileCache(redis, "here", LIFETIME).put(Map.of(LOST, new FileStorage.Missing()));
    new RedisChatCache(redis, "here", LIFETIME)
        .put(Map.of(CHAT, new Participants(9, List.of(subscription))));
    assertThat(new RedisProfileCache(redis, "there", LIFETIME).get(Set.of(CLIENT))).isEmpty();
    assertThat(new RedisFileCache(redis, "there", LIFETIME).get(Set.of(LOST))).isEmpty();
    assertThat(new RedisChatCache(redis, "there", LIFETIME).get(Map.of(CHAT, 9L))).isEmpty();
    assertThat(new RedisChatCache(redis, "here", LIFETIME).get(Map.of(CHAT, 9L))).hasSize(1);
  }

  private static String stored(String key) {
    return REDIS.client().get(key);
  }
}
