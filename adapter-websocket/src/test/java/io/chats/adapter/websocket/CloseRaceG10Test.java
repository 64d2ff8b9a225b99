package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.OrderId;
import io.chats.domain.port.ClientSession;
import io.chats.domain.port.ClientSession.CloseReason;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** G10 Contained: a session ends in the application in whatever order its two sides close it. */
class CloseRaceG10Test {

  private final CountDownLatch busy = new CountDownLatch(1);
  private final RunningServer server =
      RunningServer.start(s -> s.withNodeBounds(s.nodeBounds().withSessions(1)), BusySession::new);

  @AfterEach
  void stop() {
    busy.countDown();
    server.close();
  }

  /** The end of the session waits behind a frame when the frames that wait are dropped. */
  @Test
  void aSocketThatClosesWhileItIsBeingClosedEndsItsSession() {
    RawClient client = RawClient.join(server, 5);
    FakeSession session = server.gateway().openedBy(5).get(0);
    client.text("{\"type\":\"join\",\"data\":{\"consultationId\":1}}");
    eventually().until(() -> !session.calls().isEmpty());

    // The timer that cuts the connection is set between its change of state and the drop.
    server.beforeNextTimer(() -> {
      client.close();
      awaitFreePlace();
    });
    session.client().close(CloseReason.TOKEN_EXPIRED);
    busy.countDown();

    eventually().until(() -> session.ends() == 1);
  }

  /** The place is free once the end of the socket was seen. */
  private void awaitFreePlace() {
    eventually()
        .until(() -> {
          try (RawClient next = RawClient.connect(server)) {
            return next.upgrade("/ws/?token=u6").startsWith("HTTP/1.1 101 ");
          }
        });
    assertThat(server.gateway().openedBy(6)).hasSize(1);
  }

  private final class BusySession extends FakeSession {

    BusySession(ClientSession client) {
      super(client);
    }

    @Override
    public void join(OrderId order) {
      super.join(order);
      try {
        busy.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
