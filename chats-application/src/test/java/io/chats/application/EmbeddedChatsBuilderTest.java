package io.chats.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.chats.application.api.EventListening.Listening;
import io.chats.application.api.MessagePosting.Posted;
import io.chats.application.api.MessagePosting.Rejected;
import io.chats.application.api.TypingTexts;
import io.chats.application.inprocess.InProcessClusterBus;
import io.chats.application.inprocess.InProcessPresenceRegistry;
import io.chats.application.inprocess.NoCache;
import io.chats.application.inprocess.NoConsultationService;
import io.chats.application.inprocess.NoFileStorage;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.FileId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Content;
import io.chats.domain.model.Limits;
import io.chats.domain.model.MessageType;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ClientSession;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.ConsultationService;
import io.chats.domain.port.FileCache;
import io.chats.domain.port.FileStorage;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.ProfileCache;
import io.chats.domain.port.UserDirectory;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import io.chats.testing.inmemory.InMemoryStore;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** The node uses the ports that were handed in, and not the defaults. */
class EmbeddedChatsBuilderTest {

  private static final UserId CLIENT = new UserId(1);
  private static final UserId DOCTOR = new UserId(2);
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final InMemoryStore store = InMemoryStore.alone(Clock.systemUTC());
  private final Set<Class<?>> asked = ConcurrentHashMap.newKeySet();

  @Test
  void usesThePortsThatWereHandedIn() {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        EmbeddedChats chats =
            EmbeddedChats.over(store, store, store, store, store)
                .users(witnessed(UserDirectory.class, keys -> Map.of()))
                .profileCache(witnessed(ProfileCache.class, NoCache.profiles()))
                .files(witnessed(FileStorage.class, new NoFileStorage()))
                .fileCache(witnessed(FileCache.class, NoCache.files()))
                .consultations(witnessed(ConsultationService.class, new NoConsultationService()))
                .presence(
                    witnessed(
                        PresenceRegistry.class, new InProcessPresenceRegistry(Clock.systemUTC())))
                .bus(witnessed(ClusterBus.class, new InProcessClusterBus()))
                .typingTexts(witnessed(TypingTexts.class, type -> "writes"))
                .executor(witnessed(Executor.class, executor))
                .timer(witnessed(ScheduledExecutorService.class, timer))
                .start()) {
      ChatId chat = consultation(chats);
      Listening listening = chats.listening().listen(CLIENT, event -> {});
      listening.placed().toCompletableFuture().join();
      assertThat(post(chats, chat, withFile())).isInstanceOf(Posted.class);
      chats.sessions().open(new Doctor()).typing(chat, "on");
      await()
          .untilAsserted(() ->
              assertThat(asked)
                  .containsExactlyInAnyOrder(
                      UserDirectory.class,
                      ProfileCache.class,
                      FileStorage.class,
                      FileCache.class,
                      ConsultationService.class,
                      PresenceRegistry.class,
                      ClusterBus.class,
                      TypingTexts.class,
                      Executor.class,
                      ScheduledExecutorService.class));
      listening.close();
    }
  }

  @Test
  void usesTheLimitsAndTheClockThatWereHandedIn() {
    try (EmbeddedChats chats =
        EmbeddedChats.over(store, store, store, store, store)
            .limits(new Limits(3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2))
            .clock(Clock.fixed(NOON, ZoneOffset.UTC))
            .start()) {
      ChatId chat = consultation(chats);
      assertThat(chats.reading().chat(chat, CLIENT))
          .succeedsWithin(Duration.ofSeconds(10))
          .returns(NOON, shown -> shown.chat().createdAt());
      assertThat(post(chats, chat, Content.text("four"))).isInstanceOf(Rejected.class);
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(
              () -> chats.administration().subscribe(chat, new UserId(99), UserType.OPERATOR))
          .extracting(RefusedException::refusal)
          .isEqualTo(new Refusal.TooManyParticipants(chat, 2));
    }
  }

  private static ChatId consultation(EmbeddedChats chats) {
    ChatId chat = chats.administration().open(new OrderId(7), Optional.empty());
    chats.administration().subscribe(chat, CLIENT, UserType.CLIENT);
    chats.administration().subscribe(chat, DOCTOR, UserType.DOCTOR);
    return chat;
  }

  private static Object post(EmbeddedChats chats, ChatId chat, Content content) {
    NewMessage message = new NewMessage(Optional.empty(), content);
    return chats
        .posting()
        .post(chat, DOCTOR, List.of(message))
        .toCompletableFuture()
        .join()
        .getFirst();
  }

  private static Content withFile() {
    return new Content(MessageType.DOCUMENT, "", Map.of(), Optional.of(new FileId("f1")));
  }

  private <T> T witnessed(Class<T> port, T used) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              asked.add(port);
              return method.invoke(used, arguments);
            }));
  }

  /** A session of the doctor that ignores its events. */
  private record Doctor() implements ClientSession {

    @Override
    public SessionId id() {
      return new SessionId("doctor's");
    }

    @Override
    public UserId user() {
      return DOCTOR;
    }

    @Override
    public void send(SharedEvent event) {}

    @Override
    public boolean sendPaced(SharedEvent event) {
      return true;
    }

    @Override
    public void close(CloseReason reason) {}
  }
}
