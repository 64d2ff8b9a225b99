package io.chats.adapter.redis.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chats.adapter.redis.connection.RedisKeys;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.port.UserDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** See {@link RedisProfileCache}. */
final class ProfileCodec implements Codec<UserDirectory.Key, Optional<Profile>> {

  private static final byte[] NOT_TO_BE_HAD = "null".getBytes(StandardCharsets.UTF_8);

  private final Lifetimes lifetimes;

  ProfileCodec(Lifetimes lifetimes) {
    this.lifetimes = lifetimes;
  }

  @Override
  public String name(UserDirectory.Key key) {
    String whose = key.type().name().toLowerCase(Locale.ROOT) + ":" + key.user();
    String asWhom = key.type() == UserType.CLIENT ? whose + ":" + key.order() : whose;
    return RedisKeys.PREFIX + "profile:" + asWhom;
  }

  @Override
  public byte[] encode(Optional<Profile> profile) {
    return profile.map(p -> StrictJson.write(Stored.of(p))).orElse(NOT_TO_BE_HAD);
  }

  @Override
  public Optional<Profile> decode(UserDirectory.Key key, byte[] stored) throws IOException {
    return Arrays.equals(stored, NOT_TO_BE_HAD)
        ? Optional.empty()
        : Optional.of(StrictJson.read(stored, Stored.class).profile());
  }

  @Override
  public Duration lifetime(Optional<Profile> profile) {
    return profile.isPresent() ? lifetimes.answer() : lifetimes.failure();
  }

  private record Stored(
      @JsonProperty("u") long user,
      @JsonProperty("f") String firstName,
      @JsonProperty("l") String lastName,
      @JsonProperty("m") String middleName,
      @JsonProperty("p") String photo) {

    static Stored of(Profile p) {
      return new Stored(p.user().value(), p.firstName(), p.lastName(), p.middleName(), p.photo());
    }

    Profile profile() {
      return new Profile(new UserId(user), firstName, lastName, middleName, photo);
    }
  }
}
