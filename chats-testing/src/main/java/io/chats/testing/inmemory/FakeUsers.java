package io.chats.testing.inmemory;

import static java.util.stream.Collectors.toMap;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.port.ConsultationService;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A user directory that knows all users except one, a cache that keeps nothing, and a consultation
 * service that records its calls.
 */
public final class FakeUsers implements UserDirectory, ProfileCache, ConsultationService {

  public static final UserId NAMELESS = new UserId(404);

  private final Runnable lookup;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger lookups = new AtomicInteger();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  public FakeUsers(Runnable lookup) {
    this.lookup = lookup;
  }

  public static Profile profile(UserId user) {
    return user.equals(NAMELESS)
        ? Profile.nameless(user)
        : new Profile(user, "u" + user, "", "", "");
  }

  /** Makes the given number of look-ups fail with an unexpected exception. */
  public void fail(int lookups) {
    failures.set(lookups);
  }

  /** The calls of the consultation service, in order. */
  public List<String> heard() {
    return heard;
  }

  /** The number of times that profiles were looked up. */
  public int lookups() {
    return lookups.get();
  }

  @Override
  public Map<Key, Profile> find(Set<Key> users) {
    lookups.incrementAndGet();
    lookup.run();
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("nobody foresaw this");
    }
    return users.stream()
        .filter(key -> !key.user().equals(NAMELESS))
        .collect(toMap(Function.identity(), key -> profile(key.user())));
  }

  @Override
  public Map<Key, Optional<Profile>> get(Set<Key> users) {
    lookup.run();
    return Map.of();
  }

  @Override
  public void put(Map<Key, Optional<Profile>> profiles) {}

  @Override
  public void presence(UserId user, boolean online) {
    heard.add(user + (online ? " came" : " went"));
  }

  @Override
  public void joined(OrderId order, UserId user) {
    heard.add(user + " joined " + order);
  }
}
