package io.chats.adapter.redis.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chats.adapter.redis.connection.RedisConnection;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Profiles in Redis, shared by all nodes. A client's profile is stored for each order, since the
 * order names the patient; the profile of any other user is the same for all orders (spec 5) and
 * stored once. Safe for use by any thread; blocks and fails as {@link RedisConnection} does.
 *
 * <p>Owns the keys {@code chats:v1:profile:INSTALLATION:client:USER:ORDER} and {@code
 * chats:v1:profile:INSTALLATION:TYPE:USER}: strings that live for {@code REDIS_TTL}, JSON {@code
 * {"u": user, "f": first name, "l": last name, "m": middle name, "p": photo}}; or for 5 s, {@code
 * null}, when the user directory gave no profile.
 */
public final class RedisProfileCache extends RedisCache<UserDirectory.Key, Optional<Profile>>
    implements ProfileCache {

  private static final byte[] NO_PROFILE = "null".getBytes(StandardCharsets.UTF_8);

  /**
   * @param installation the name that separates installations which share a Redis
   * @param lifetime of a profile; at least a millisecond
   */
  public RedisProfileCache(RedisConnection redis, String installation, Duration lifetime) {
    super(redis, "profile", installation, lifetime);
  }

  @Override
  public Map<UserDirectory.Key, Optional<Profile>> get(Set<UserDirectory.Key> users) {
    return read(users);
  }

  @Override
  public void put(Map<UserDirectory.Key, Optional<Profile>> known) {
    write(known);
  }

  @Override
  String redisKey(UserDirectory.Key key) {
    String user = key.type().name().toLowerCase(Locale.ROOT) + ":" + key.user();
    String name = key.type() == UserType.CLIENT ? user + ":" + key.order() : user;
    return name;
  }

  @Override
  byte[] encode(Optional<Profile> profile) {
    return profile.map(p -> toJson(Stored.of(p))).orElse(NO_PROFILE);
  }

  @Override
  Optional<Profile> decode(UserDirectory.Key key, byte[] stored) throws IOException {
    return Arrays.equals(stored, NO_PROFILE)
        ? Optional.empty()
        : Optional.of(fromJson(stored, Stored.class).profile());
  }

  @Override
  boolean isFailure(Optional<Profile> profile) {
    return profile.isEmpty();
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
