package io.chats.application.lookup;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.chats.domain.model.Profile;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Looks up the profiles of users; a user without a known profile is nameless. Safe for use by any
 * thread.
 */
public final class ProfileLookup {

  /**
   * The profiles that are asked for together. A chat has no more participants, unless it is older
   * than that limit; then the others are nameless for a few seconds more.
   */
  private static final int MAX_ASKED = 1000;

  private final LookupCache<UserDirectory.Key, Optional<Profile>> lookup;
  private final ProfileCache cache;

  public ProfileLookup(UserDirectory directory, ProfileCache cache) {
    this.lookup = new LookupCache<>(cache::get, cache::put, keys -> ask(directory, keys));
    this.cache = cache;
  }

  /** A profile for each key. Blocks for profiles that are not cached, for a bounded time. */
  public Map<UserDirectory.Key, Profile> find(Set<UserDirectory.Key> users) {
    return each(users, lookup.find(distinct(users)));
  }

  /**
   * As {@link #find(Set)}, but waits for profiles that are not cached no longer than that time.
   *
   * @param executor asks for them
   */
  Map<UserDirectory.Key, Profile> find(
      Set<UserDirectory.Key> users, Duration within, Executor executor) {
    return each(users, lookup.find(distinct(users), within, executor));
  }

  /** A profile for each key, if all of them are cached in this process. Never blocks. */
  Optional<Map<UserDirectory.Key, Profile>> near(Set<UserDirectory.Key> users) {
    Set<UserDirectory.Key> distinct = distinct(users);
    Map<UserDirectory.Key, Optional<Profile>> known = cache.near(distinct);
    return known.size() == distinct.size() ? Optional.of(each(users, known)) : Optional.empty();
  }

  private static Set<UserDirectory.Key> distinct(Set<UserDirectory.Key> users) {
    Set<UserDirectory.Key> distinct = HashSet.newHashSet(users.size());
    users.forEach(user -> distinct.add(user.forAnyOrder()));
    return distinct;
  }

  private static Map<UserDirectory.Key, Profile> each(
      Set<UserDirectory.Key> users, Map<UserDirectory.Key, Optional<Profile>> known) {
    Map<UserDirectory.Key, Profile> profiles = HashMap.newHashMap(users.size());
    users.forEach(key ->
        profiles.put(
            key,
            known
                .getOrDefault(key.forAnyOrder(), Optional.empty())
                .orElseGet(() -> nameless(key))));
    return profiles;
  }

  private static Profile nameless(UserDirectory.Key key) {
    return Profile.nameless(key.user());
  }

  private static Map<UserDirectory.Key, Optional<Profile>> ask(
      UserDirectory directory, Set<UserDirectory.Key> keys) {
    Map<UserDirectory.Key, Profile> known =
        directory.find(keys.stream().limit(MAX_ASKED).collect(toSet()));
    return keys.stream()
        .collect(toMap(Function.identity(), key -> Optional.ofNullable(known.get(key))));
  }
}
