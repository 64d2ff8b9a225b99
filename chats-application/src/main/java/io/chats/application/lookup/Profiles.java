package io.chats.application.lookup;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.chats.domain.model.Profile;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The profiles of users; a user whose profile cannot be had is nameless. */
public final class Profiles {

  private final CachedLookup<UserDirectory.Key, Optional<Profile>> lookup;

  public Profiles(UserDirectory directory, ProfileCache cache) {
    this.lookup = new CachedLookup<>(cache::get, cache::put, keys -> ask(directory, keys));
  }

  /** A profile for each key. Blocks for those that are not cached, for a bounded time. */
  public Map<UserDirectory.Key, Profile> find(Set<UserDirectory.Key> users) {
    Map<UserDirectory.Key, Optional<Profile>> known =
        lookup.find(users.stream().map(UserDirectory.Key::whateverOrder).collect(toSet()));
    return users.stream()
        .collect(
            toMap(
                Function.identity(),
                key -> known.get(key.whateverOrder()).orElseGet(() -> nameless(key))));
  }

  private static Profile nameless(UserDirectory.Key key) {
    return Profile.nameless(key.user());
  }

  private static Map<UserDirectory.Key, Optional<Profile>> ask(
      UserDirectory directory, Set<UserDirectory.Key> keys) {
    Map<UserDirectory.Key, Profile> known = directory.find(keys);
    return keys.stream()
        .collect(toMap(Function.identity(), key -> Optional.ofNullable(known.get(key))));
  }
}
