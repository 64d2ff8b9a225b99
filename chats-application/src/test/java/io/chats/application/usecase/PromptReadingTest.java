package io.chats.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.api.ChatReading.ShownChat;
import io.chats.application.inprocess.NoCache;
import io.chats.application.inprocess.NoFileStorage;
import io.chats.application.lookup.Presenter;
import io.chats.application.lookup.ProfileLookup;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import io.chats.testing.contract.TestChats;
import io.chats.testing.inmemory.FakeUsers;
import io.chats.testing.inmemory.InMemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** A read of one chat completes on the thread that found it, unless a service must be asked. */
class PromptReadingTest {

  private final InMemoryStore store = InMemoryStore.alone(Clock.systemUTC());
  private final TestChats scene = new TestChats(store);
  private final UserId client = scene.user();
  private final UserId doctor = scene.user();
  private final ChatId chat = scene.chat(client, doctor);
  private final Queue<Runnable> elsewhere = new ArrayDeque<>();
  private final List<String> contexts = new ArrayList<>();
  private final NearProfiles near = new NearProfiles();
  private final ReadingService reading =
      new ReadingService(
          store,
          store,
          store,
          new Presenter(
              new ProfileLookup(new FakeUsers(() -> contexts.add(MDC.get("request"))), near),
              new NoFileStorage(),
              NoCache.files(),
              elsewhere::add),
          Duration.ZERO,
          elsewhere::add);

  @Test
  void completesAtOnceFromCachedValues() {
    readElsewhere();
    CompletableFuture<ShownChat> again = reading.chat(chat, client).toCompletableFuture();
    assertThat(again).isCompleted();
    assertThat(elsewhere).isEmpty();
  }

  /** A service that is slow to name a user delays no other request. */
  @Test
  void leavesBlockingCallsToAnotherThread() {
    CompletableFuture<ShownChat> shown = reading.chat(chat, client).toCompletableFuture();
    assertThat(shown).isNotDone();
    elsewhere.remove().run();
    assertThat(shown.join().opponent().orElseThrow().profile())
        .isEqualTo(FakeUsers.profile(doctor));
  }

  /** Calls of other services for a request are logged with its id. */
  @Test
  void callsServicesInTheLogContextOfTheRequest() {
    MDC.put("request", "r-1");
    CompletableFuture<ShownChat> shown = reading.chat(chat, client).toCompletableFuture();
    MDC.remove("request");
    elsewhere.remove().run();
    assertThat(shown).isCompleted();
    assertThat(contexts).containsExactly("r-1");
    assertThat(MDC.get("request")).isNull();
  }

  @Test
  void returnsTheSameEitherWay() {
    scene.say(chat, doctor, "1", "2");
    ShownChat shown = readElsewhere();
    assertThat(reading.chat(chat, client).toCompletableFuture()).isCompletedWithValue(shown);
  }

  private ShownChat readElsewhere() {
    CompletableFuture<ShownChat> shown = reading.chat(chat, client).toCompletableFuture();
    elsewhere.remove().run();
    return shown.join();
  }

  private static final class NearProfiles implements ProfileCache {

    private final Map<UserDirectory.Key, Optional<Profile>> all = new ConcurrentHashMap<>();

    @Override
    public Map<UserDirectory.Key, Optional<Profile>> get(Set<UserDirectory.Key> users) {
      Map<UserDirectory.Key, Optional<Profile>> found = new ConcurrentHashMap<>(all);
      found.keySet().retainAll(users);
      return found;
    }

    @Override
    public Map<UserDirectory.Key, Optional<Profile>> near(Set<UserDirectory.Key> users) {
      return get(users);
    }

    @Override
    public void put(Map<UserDirectory.Key, Optional<Profile>> profiles) {
      all.putAll(profiles);
    }
  }
}
