package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The promises of {@link ProfileCache}, for each implementation. */
public abstract class ProfileCacheContract {

  private static final UserDirectory.Key DOCTOR = key(7, UserType.DOCTOR, 1);
  private static final UserDirectory.Key CLIENT = key(42, UserType.CLIENT, 1);
  private static final Profile WILLOW = new Profile(new UserId(7), "Willow", "Reed", "", "");
  private static final Profile ROWAN =
      new Profile(new UserId(42), "Роуэн \uD83C\uDF3F", "\"Ash\"\\\n", "O'", "https://f/1?a=b&c");

  /** Returns an empty cache that keeps profiles for {@link #lifetime}. */
  protected abstract ProfileCache emptyCache();

  /** Lets time pass for all caches that this subclass made. */
  protected abstract void pass(Duration time);

  /** The time for which a profile is kept: well over 5 s. */
  protected Duration lifetime() {
    return Duration.ofHours(2);
  }

  @Test
  void remembersProfiles() {
    ProfileCache cache = emptyCache();
    cache.put(Map.of(DOCTOR, Optional.of(WILLOW), CLIENT, Optional.of(ROWAN)));
    assertThat(cache.get(Set.of(DOCTOR, CLIENT)))
        .containsOnly(
            Map.entry(DOCTOR, Optional.of(WILLOW)), Map.entry(CLIENT, Optional.of(ROWAN)));
  }

  @Test
  void leavesOutUnknownKeys() {
    ProfileCache cache = emptyCache();
    cache.put(Map.of(DOCTOR, Optional.of(WILLOW)));
    assertThat(cache.get(Set.of(DOCTOR, CLIENT))).containsOnlyKeys(DOCTOR);
    assertThat(cache.get(Set.of(CLIENT))).isEmpty();
  }

  /** A cache that is elsewhere may have nothing at hand at all. */
  @Test
  void hasNoUnknownKeysAtHand() {
    ProfileCache cache = emptyCache();
    assertThat(cache.near(Set.of(DOCTOR))).isEmpty();
    cache.put(Map.of(DOCTOR, Optional.of(WILLOW)));
    Map<UserDirectory.Key, Optional<Profile>> near = cache.near(Set.of(DOCTOR, CLIENT));
    assertThat(Map.of(DOCTOR, Optional.of(WILLOW))).containsAllEntriesOf(near);
  }

  @Test
  void returnsNothingForAnEmptyRequest() {
    ProfileCache cache = emptyCache();
    cache.put(Map.of());
    assertThat(cache.get(Set.of())).isEmpty();
  }

  @Test
  void keepsTheLastValue() {
    ProfileCache cache = emptyCache();
    Profile renamed = new Profile(new UserId(7), "Willow", "Brook", "", "");
    cache.put(Map.of(DOCTOR, Optional.of(WILLOW)));
    cache.put(Map.of(DOCTOR, Optional.of(renamed)));
    assertThat(cache.get(Set.of(DOCTOR))).containsEntry(DOCTOR, Optional.of(renamed));
  }

  @Test
  void keepsUsersAndTheirTypesApart() {
    ProfileCache cache = emptyCache();
    cache.put(Map.of(DOCTOR, Optional.of(WILLOW)));
    assertThat(cache.get(Set.of(key(8, UserType.DOCTOR, 1), key(7, UserType.OPERATOR, 1))))
        .isEmpty();
  }

  @Test
  void keepsAClientsProfilesApartByOrder() {
    ProfileCache cache = emptyCache();
    UserDirectory.Key otherOrder = key(42, UserType.CLIENT, 2);
    cache.put(Map.of(CLIENT, Optional.of(ROWAN)));
    assertThat(cache.get(Set.of(otherOrder))).isEmpty();
    cache.put(Map.of(otherOrder, Optional.empty()));
    assertThat(cache.get(Set.of(CLIENT))).containsEntry(CLIENT, Optional.of(ROWAN));
  }

  @Test
  void remembersOthersForAllOrders() {
    ProfileCache cache = emptyCache();
    UserDirectory.Key otherOrder = key(7, UserType.DOCTOR, 2);
    cache.put(Map.of(DOCTOR, Optional.of(WILLOW)));
    assertThat(cache.get(Set.of(DOCTOR, otherOrder)))
        .containsOnly(
            Map.entry(DOCTOR, Optional.of(WILLOW)), Map.entry(otherOrder, Optional.of(WILLOW)));
  }

  @Test
  void remembersForFiveSecondsThatAProfileCouldNotBeHad() {
    ProfileCache cache = emptyCache();
    cache.put(Map.of(DOCTOR, Optional.empty(), CLIENT, Optional.of(ROWAN)));
    pass(Duration.ofSeconds(3));
    assertThat(cache.get(Set.of(DOCTOR))).containsEntry(DOCTOR, Optional.empty());
    pass(Duration.ofSeconds(3));
    assertThat(cache.get(Set.of(DOCTOR, CLIENT)))
        .containsOnly(Map.entry(CLIENT, Optional.of(ROWAN)));
  }

  @Test
  void remembersAProfileThatCouldBeHadInTheEnd() {
    ProfileCache cache = emptyCache();
    cache.put(Map.of(DOCTOR, Optional.empty()));
    cache.put(Map.of(DOCTOR, Optional.of(WILLOW)));
    pass(Duration.ofSeconds(6));
    assertThat(cache.get(Set.of(DOCTOR))).containsEntry(DOCTOR, Optional.of(WILLOW));
  }

  @Test
  void forgetsProfilesAfterTheirLifetime() {
    ProfileCache cache = emptyCache();
    cache.put(Map.of(DOCTOR, Optional.of(WILLOW)));
    pass(lifetime().minusSeconds(2));
    assertThat(cache.get(Set.of(DOCTOR))).containsOnlyKeys(DOCTOR);
    pass(Duration.ofSeconds(3));
    assertThat(cache.get(Set.of(DOCTOR))).isEmpty();
  }

  @Test
  void acceptsManyAtOnce() {
    ProfileCache cache = emptyCache();
    Map<UserDirectory.Key, Optional<Profile>> many =
        LongStream.rangeClosed(1, 1000)
            .mapToObj(id -> key(id, UserType.CLIENT, id))
            .collect(Collectors.toMap(Function.identity(), key -> Optional.of(named(key.user()))));
    cache.put(many);
    assertThat(cache.get(many.keySet())).isEqualTo(many);
  }

  private static Profile named(UserId user) {
    return new Profile(user, "First " + user, "Last " + user, "", "");
  }

  private static UserDirectory.Key key(long user, UserType type, long order) {
    return new UserDirectory.Key(new UserId(user), type, new OrderId(order));
  }
}
