package io.chats.application.reminder;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reports the presence that a test has set; other users were never seen. */
final class FakePresence implements PresenceRegistry {

  private final Map<UserId, Presence> presence = new HashMap<>();
  private final Map<UserId, Instant> since = new HashMap<>();
  private final Supplier<Instant> now;
  private final List<Integer> lookUps = new ArrayList<>();
  private Runnable afterLookUp = () -> {};

  FakePresence(Supplier<Instant> now) {
    this.now = now;
  }

  synchronized void set(UserId user, Presence is) {
    presence.put(user, is);
    since.remove(user);
  }

  synchronized void left(UserId user, Instant at) {
    presence.put(user, Presence.OFFLINE);
    since.put(user, at);
  }

  /** Runs an action once, right after the next look-up was answered. */
  synchronized void afterLookUp(Runnable interruption) {
    afterLookUp = interruption;
  }

  /** The number of users of each look-up. */
  synchronized List<Integer> lookUps() {
    return List.copyOf(lookUps);
  }

  @Override
  public synchronized Map<UserId, Presence> of(Collection<UserId> users) {
    lookUps.add(users.size());
    Map<UserId, Presence> answer = new HashMap<>();
    users.forEach(user -> answer.put(user, presence.getOrDefault(user, Presence.OFFLINE)));
    Runnable interruption = afterLookUp;
    afterLookUp = () -> {};
    interruption.run();
    return answer;
  }

  @Override
  public synchronized Map<UserId, Duration> offlineFor(Collection<UserId> users) {
    Map<UserId, Duration> answer = new HashMap<>();
    users.stream()
        .filter(since::containsKey)
        .forEach(user -> answer.put(user, Duration.between(since.get(user), now.get())));
    return answer;
  }

  @Override
  public Map<UserId, Presence> arrived(Collection<UserId> users) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<UserId, Presence> left(Collection<UserId> users) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Changes takeChanges(int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<UserId> takeAbsent(Duration atLeast, int most) {
    throw new UnsupportedOperationException();
  }
}
