package io.chats.application.lookup;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.chats.domain.id.OrderId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The profiles of users; a user whose profile cannot be had is nameless. */
public final class Profiles {

  private static final OrderId ANY_ORDER = new OrderId(1);

  private final CachedLookup<UserDirectory.Key, Optional<Profile>> lookup;

  public Profiles(UserDirectory directory, ProfileCache cache) {
    this.lookup = new CachedLookup<>(cache::get, cache::put, keys -> ask(directory, keys));
  }

  /** A profile for each key. Blocks for those that are not cached, for a bounded time. */
  public Map<UserDirectory.Key, Profile> find(Set<UserDirectory.Key> users) {
    Map<UserDirectory.Key, Optional<Profile>> known =
        lookup.find(users.stream().map(Profiles::shared).collect(toSet()));
    return users.stream()
        .collect(
            toMap(
                Function.identity(), key -> known.get(shared(key)).orElseGet(() -> nameless(key))));
  }

  /** The same for all orders of one who is the same in all of them: asked for once at a time. */
  private static UserDirectory.Key shared(UserDirectory.Key key) {
    return key.type() == UserType.CLIENT
        ? key
        : new UserDirectory.Key(key.user(), key.type(), ANY_ORDER);
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
