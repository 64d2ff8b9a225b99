package io.chats.adapter.redis.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Participants;
import io.chats.domain.model.Profile;
import io.chats.domain.model.ReadMark;
import io.chats.domain.model.StoredFile;
import io.chats.domain.model.Subscription;
import io.chats.domain.model.UserType;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.UserDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored format of the three caches, without a Redis. */
class CacheFormatTest {

  private static final Duration LIFETIME = Duration.ofHours(2);
  private static final UserDirectory.Key USER =
      new UserDirectory.Key(new UserId(42), UserType.CLIENT, new OrderId(1));
  private static final FileStorage.Key FILE =
      new FileStorage.Key(new FileId("a"), new ChatId(1), new UserId(42));
  private static final RedisChatCache.Key CHAT = new RedisChatCache.Key(new ChatId(1), 9);

  private final RedisProfileCache profiles = new RedisProfileCache(null, "here", LIFETIME);
  private final RedisFileCache files = new RedisFileCache(null, "here", LIFETIME);
  private final RedisChatCache chats = new RedisChatCache(null, "here", LIFETIME);

  @Property
  void keepProfiles(@ForAll String first, @ForAll String last, @ForAll String photo)
      throws IOException {
    Optional<Profile> profile =
        Optional.of(
            new Profile(new UserId(42), storable(first), storable(last), "", storable(photo)));
    assertThat(profiles.decode(USER, profiles.encode(profile))).isEqualTo(profile);
  }

  @Property
  void keepFiles(@ForAll String title, @ForAll String url, @ForAll long size) throws IOException {
    StoredFile.Details details =
        new StoredFile.Details(storable(title), storable(url), "", "image/png", "", size);
    FileStorage.Answer answer =
        new FileStorage.Found(new StoredFile(FILE.file(), Optional.of(details)));
    assertThat(files.decode(FILE, files.encode(answer))).isEqualTo(answer);
  }

  @Property
  void keepParticipants(
      @ForAll @LongRange(min = 1) long user,
      @ForAll UserType type,
      @ForAll boolean active,
      @ForAll long seq,
      @ForAll Optional<Instant> readAt)
      throws IOException {
    ReadMark mark = new ReadMark(seq, !active, readAt);
    Subscription subscription = new Subscription(new UserId(user), type, active, seq, 0, mark);
    Participants participants = new Participants(CHAT.version(), List.of(subscription));
    assertThat(chats.decode(CHAT, chats.encode(participants))).isEqualTo(participants);
  }

  @Property
  void failForAnyOtherBytes(@ForAll byte[] anything) {
    for (RedisCache<?, ?> cache : List.of(profiles, files, chats)) {
      assertThatThrownBy(() -> cache.decode(null, anything))
          .isInstanceOfAny(IOException.class, RuntimeException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[null]",
        "{\"u\":42}",
        "{\"u\":42,\"f\":null,\"l\":\"\",\"m\":\"\",\"p\":\"\"}",
        "{\"u\":0,\"f\":\"\",\"l\":\"\",\"m\":\"\",\"p\":\"\"}",
        "{\"u\":\"42\",\"f\":\"\",\"l\":\"\",\"m\":\"\",\"p\":\"\"}",
        "{\"u\":42,\"f\":\"\",\"l\":\"\",\"m\":\"\",\"p\":\"\"} {}",
        "{\"u\":42,\"f\":\"\",\"l\":\"\",\"m\":\"\",\"p\":\"\",\"x\":1}",
        "[{\"u\":42,\"t\":0,\"a\":true,\"j\":1,\"r\":0,\"i\":false,\"d\":\"\"}]",
        "[{\"u\":42,\"t\":\"ROBOT\",\"a\":true,\"j\":1,\"r\":0,\"i\":false,\"d\":\"\"}]",
        "[{\"u\":42,\"t\":\"BOT\",\"a\":true,\"j\":1,\"r\":0,\"i\":false,\"d\":\"today\"}]",
        "{\"i\":\"\",\"d\":[]}",
        "{\"i\":\"a\",\"d\":null}",
        "\"missing \""
      })
  void refuseValuesInAnotherFormat(String text) {
    byte[] stored = text.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> profiles.decode(USER, stored)).isNotNull();
    assertThatThrownBy(() -> files.decode(FILE, stored)).isNotNull();
    assertThatThrownBy(() -> chats.decode(CHAT, stored)).isNotNull();
  }

  @Example
  void writeHalfASurrogatePairRatherThanFail() throws IOException {
    Optional<Profile> profile = Optional.of(new Profile(new UserId(42), "a\uD83C", "", "", ""));
    assertThat(profiles.decode(USER, profiles.encode(profile)).orElseThrow().firstName())
        .isEqualTo("a?");
  }

  private static String storable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
