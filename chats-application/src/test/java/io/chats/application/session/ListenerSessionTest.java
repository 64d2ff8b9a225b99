package io.chats.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClientSession.CloseReason;
import io.chats.support.SerialExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ListenerSessionTest {

  private static final SharedEvent EVENT = new SharedEvent(new ClientEvent.Pong());

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<ClientEvent> heard = new ArrayList<>();
  private final ListenerSession session =
      new ListenerSession(
          new SessionId("s1"), new UserId(1), heard::add, new SerialExecutor(tasks::add, e -> {}));

  @Test
  void sendPacedWaitsUntilTheListenerHasReceivedTheEvent() throws Exception {
    CompletableFuture<Boolean> sent = CompletableFuture.supplyAsync(() -> session.sendPaced(EVENT));
    await().until(() -> !tasks.isEmpty());
    assertThat(sent).isNotDone();
    tasks.remove().run();
    assertThat(sent.get()).isTrue();
    assertThat(heard).containsExactly(EVENT.event());
  }

  @Test
  void passesNoWaitingEventOnceItIsClosed() {
    session.send(EVENT);
    session.close(CloseReason.STOPPING);
    tasks.remove().run();
    assertThat(session.sendPaced(EVENT)).isFalse();
    assertThat(heard).isEmpty();
  }
}
