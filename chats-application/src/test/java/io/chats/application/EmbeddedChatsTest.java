package io.chats.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chats.application.api.EventListening.EventListener;
import io.chats.application.api.EventListening.Listening;
import io.chats.application.api.MessagePosting.Posted;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Content;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.Presence;
import io.chats.domain.model.UserType;
import io.chats.domain.refusal.RefusedException;
import io.chats.testing.inmemory.InMemoryStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedChatsTest {

  private static final UserId CLIENT = new UserId(1);
  private static final UserId DOCTOR = new UserId(2);
  private static final UserId STAND_IN = new UserId(3);

  private final InMemoryStore store = InMemoryStore.alone(Clock.systemUTC());
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final EmbeddedChats chats =
      EmbeddedChats.over(store, store, store, store, store)
          .failures((failure, during, context) -> failures.add(during + " " + failure.getMessage()))
          .start();
  private final List<ClientEvent> heard = new CopyOnWriteArrayList<>();
  private final ChatId chat = chats.administration().open(new OrderId(7), Optional.empty());

  EmbeddedChatsTest() {
    chats.administration().subscribe(chat, CLIENT, UserType.CLIENT);
    chats.administration().subscribe(chat, DOCTOR, UserType.DOCTOR);
  }

  @AfterEach
  void stop() {
    chats.close();
  }

  @Test
  void aListenerReceivesTheEventsOfItsUserInOrder() {
    post("before anyone listens");
    Listening listening = listen(CLIENT, heard::add);
    MessageId first = post("one");
    post("two");
    assertThat(chats.marking().markRead(chat, DOCTOR, first)).isTrue();
    assertThat(chats.marking().markRead(chat, DOCTOR, first)).isFalse();
    chats.administration().handOver(chat, DOCTOR, STAND_IN);
    chats.administration().close(chat);
    await().untilAsserted(() -> assertThat(closings()).hasSize(1));
    assertThat(texts()).containsExactly("one", "two");
    assertThat(heard).filteredOn(MessagesRead.class::isInstance).hasSize(1);
    listening.close();
  }

  @Test
  void aListenerThatThrowsReceivesTheNextEvent() {
    Listening listening =
        listen(
            CLIENT,
            event -> {
              heard.add(event);
              throw new IllegalStateException("cannot be heard");
            });
    post("one");
    // Otherwise both might arrive together, as one event.
    await().untilAsserted(() -> assertThat(texts()).containsExactly("one"));
    post("two");
    await().untilAsserted(() -> assertThat(texts()).containsExactly("one", "two"));
    await()
        .untilAsserted(
            () -> assertThat(failures).containsOnly("listening cannot be heard").hasSize(2));
    listening.close();
  }

  @Test
  void aListenerReceivesNothingOnceItHasEnded() {
    Listening ended = listen(CLIENT, event -> heard.add(event));
    ended.close();
    ended.close();
    Queue<ClientEvent> others = new ConcurrentLinkedQueue<>();
    Listening listening = listen(CLIENT, others::add);
    post("one");
    await().untilAsserted(() -> assertThat(others).hasSize(1));
    assertThat(heard).isEmpty();
    listening.close();
  }

  @Test
  void aListenerCountsAsOnlineUntilItEnds() {
    Listening listening = listen(CLIENT, heard::add);
    assertThat(presenceOfClient()).isEqualTo(Presence.ONLINE);
    listening.close();
    await().untilAsserted(() -> assertThat(presenceOfClient()).isEqualTo(Presence.OFFLINE));
  }

  @Test
  void aListenerThatIsTooSlowReceivesTheWaitingEventsAndThenEnds() {
    CountDownLatch slow = new CountDownLatch(1);
    Queue<String> told = new ConcurrentLinkedQueue<>();
    EventListener listener =
        new EventListener() {
          @Override
          public void heard(ClientEvent event) {
            waitFor(slow);
            told.add("event");
          }

          @Override
          public void tooSlow() {
            told.add("too slow");
          }
        };
    Listening listening = listen(CLIENT, listener);
    ClientEvent event = new ClientEvent.ConsultationUpdated(new OrderId(7), true);
    IntStream.range(0, 10_002).forEach(i -> chats.notification().show(CLIENT, event));
    slow.countDown();
    await().untilAsserted(() -> assertThat(told).contains("too slow").hasSize(10_001));
    assertThat(List.copyOf(told).getLast()).isEqualTo("too slow");
    await().untilAsserted(() -> assertThat(presenceOfClient()).isEqualTo(Presence.OFFLINE));
    listening.close();
  }

  @Test
  void markingIsForParticipantsOnly() {
    MessageId message = post("one");
    assertThatThrownBy(() -> chats.marking().markRead(chat, STAND_IN, message))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void endsOnlyTheThreadsThatItStarted() {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      EmbeddedChats lent =
          EmbeddedChats.over(store, store, store, store, store)
              .executor(executor)
              .timer(timer)
              .start();
      lent.close();
      lent.close();
      assertThat(executor.isShutdown() || timer.isShutdown()).isFalse();
    }
    chats.close();
    assertThatThrownBy(() -> chats.listening().listen(CLIENT, heard::add))
        .isInstanceOf(RejectedExecutionException.class);
  }

  private Listening listen(UserId user, EventListener listener) {
    Listening listening = chats.listening().listen(user, listener);
    listening.placed().toCompletableFuture().join();
    return listening;
  }

  private MessageId post(String text) {
    NewMessage message = new NewMessage(Optional.empty(), Content.text(text));
    Posted posted =
        (Posted)
            chats
                .posting()
                .post(chat, DOCTOR, List.of(message))
                .toCompletableFuture()
                .join()
                .getFirst();
    return posted.message().message().id();
  }

  private Presence presenceOfClient() {
    return chats
        .notification()
        .show(CLIENT, new ClientEvent.ConsultationUpdated(new OrderId(7), true));
  }

  private List<ClientEvent> closings() {
    return heard.stream()
        .filter(e -> e instanceof ChatChanged changed && changed.status() == ChatStatus.CLOSED)
        .toList();
  }

  private List<String> texts() {
    return heard.stream()
        .filter(MessagesPosted.class::isInstance)
        .flatMap(event -> ((MessagesPosted) event).messages().stream())
        .map(shown -> shown.message().content().text())
        .toList();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
