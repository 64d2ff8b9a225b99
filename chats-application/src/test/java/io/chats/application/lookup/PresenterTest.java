package io.chats.application.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import io.chats.testing.inmemory.FakeFiles;
import io.chats.testing.inmemory.FakeUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenterTest {

  private static final OrderId ORDER = new OrderId(5);
  private static final UserId DOCTOR = new UserId(2);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Each source waits until the other one is asked, too. */
  @Test
  void asksForProfilesAndFilesAtTheSameTime() {
    CyclicBarrier both = new CyclicBarrier(2);
    UserDirectory directory = new FakeUsers(() -> meet(both));
    FileStorage storage = new FakeFiles(() -> meet(both));
    Presenter presenter =
        new Presenter(
            new ProfileLookup(directory, new Forgetful()),
            storage,
            new FakeFiles(() -> {}),
            threads);
    Presenter.Known known = presenter.known(Set.of(key(ORDER)), List.of(messageWithFile()));
    assertThat(known.profiles()).containsOnlyKeys(key(ORDER));
    assertThat(known.files()).hasSize(1);
  }

  @Test
  void waitsNoLongerThanItMayAndFindsTheProfileLater() {
    CountDownLatch answer = new CountDownLatch(1);
    Map<UserDirectory.Key, Optional<Profile>> cached = new ConcurrentHashMap<>();
    Presenter presenter =
        new Presenter(
            new ProfileLookup(new FakeUsers(() -> await(answer)), new Remembering(cached)),
            new FakeFiles(() -> await(answer)),
            new FakeFiles(() -> {}),
            threads);
    Presenter.Known known =
        presenter
            .within(Duration.ofMillis(50))
            .known(Set.of(key(ORDER)), List.of(messageWithFile()));
    assertThat(known.profiles()).containsExactly(Map.entry(key(ORDER), Profile.nameless(DOCTOR)));
    assertThat(known.files()).isEmpty();
    answer.countDown();
    Awaitility.await().until(() -> !cached.isEmpty());
    assertThat(presenter.within(Duration.ofNanos(1)).profiles(Set.of(key(ORDER))))
        .containsExactly(Map.entry(key(ORDER), FakeUsers.profile(DOCTOR)));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private record Remembering(Map<UserDirectory.Key, Optional<Profile>> all)
      implements ProfileCache {

    @Override
    public Map<UserDirectory.Key, Optional<Profile>> get(Set<UserDirectory.Key> users) {
      Map<UserDirectory.Key, Optional<Profile>> found = new HashMap<>(all);
      found.keySet().retainAll(users);
      return found;
    }

    @Override
    public void put(Map<UserDirectory.Key, Optional<Profile>> profiles) {
      all.putAll(profiles);
    }
  }

  /** An executor with few threads runs nothing while each of them waits for such a look-up. */
  @Test
  void needsNoThreadOfTheExecutor() {
    Presenter presenter =
        new Presenter(
            new ProfileLookup(new FakeUsers(() -> {}), new Forgetful()),
            new FakeFiles(() -> {}),
            new FakeFiles(() -> {}),
            task -> {});
    assertThat(presenter.known(Set.of(key(ORDER)), List.of(messageWithFile())).files()).hasSize(1);
  }

  @Test
  void asksOnceForADoctorInManyOrders() {
    List<Set<UserDirectory.Key>> asked = new CopyOnWriteArrayList<>();
    UserDirectory directory =
        keys -> {
          asked.add(keys);
          return Map.of(keys.iterator().next(), FakeUsers.profile(DOCTOR));
        };
    Set<UserDirectory.Key> keys = Set.of(key(ORDER), key(new OrderId(6)), key(new OrderId(7)));
    Map<UserDirectory.Key, Profile> found =
        new ProfileLookup(directory, new Forgetful()).find(keys);
    assertThat(found.keySet()).isEqualTo(keys);
    assertThat(found.values()).containsOnly(FakeUsers.profile(DOCTOR));
    assertThat(asked).hasSize(1).allMatch(some -> some.size() == 1);
  }

  private static UserDirectory.Key key(OrderId order) {
    return new UserDirectory.Key(DOCTOR, UserType.DOCTOR, order);
  }

  private static Message messageWithFile() {
    return new Message(
        new MessageId(1),
        1,
        new ChatId(1),
        DOCTOR,
        UserType.DOCTOR,
        Optional.empty(),
        new Content(MessageType.DOCUMENT, "", Map.of(), Optional.of(new FileId("f"))),
        Instant.EPOCH,
        false);
  }

  private static void meet(CyclicBarrier both) {
    try {
      both.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Forgetful implements ProfileCache {

    @Override
    public Map<UserDirectory.Key, Optional<Profile>> get(Set<UserDirectory.Key> users) {
      return Map.of();
    }

    @Override
    public void put(Map<UserDirectory.Key, Optional<Profile>> profiles) {}
  }
}
