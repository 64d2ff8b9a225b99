package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.port.ClientSession;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The handshake is answered only once the session is placed in its chats. */
class PlacingTest {

  private final CompletableFuture<Void> placed = new CompletableFuture<>();
  private final RunningServer server =
      RunningServer.start(UnaryOperator.identity(), WaitingSession::new);
  private final RawClient client = RawClient.connect(server);

  @AfterEach
  void stop() {
    placed.complete(null);
    client.close();
    server.close();
  }

  @Test
  void sendsNothingBeforeTheSessionIsPlaced() {
    client.askForUpgrade("/ws/?token=u5");
    eventually().until(() -> server.gateway().openedBy(5).size() == 1);
    server.gateway().openedBy(5).get(0).client().send(new ClientEvent.Pong());
    eventually().during(Duration.ofMillis(200)).until(() -> !client.hasInput());

    placed.complete(null);
    assertThat(client.readHttpHead()).startsWith("HTTP/1.1 101 ");
    assertThat(client.readText()).contains("pong");
  }

  @Test
  void sendsTheCloseFrameOfASessionClosedMeanwhileAfterTheHandshake() {
    client.askForUpgrade("/ws/?token=u5");
    eventually().until(() -> server.gateway().openedBy(5).size() == 1);
    server.gateway().openedBy(5).get(0).client().close(ClientSession.CloseReason.TRY_LATER);

    placed.complete(null);
    assertThat(client.readHttpHead()).startsWith("HTTP/1.1 101 ");
    assertThat(client.readClose()).startsWith("1013");
  }

  private final class WaitingSession extends FakeSession {

    WaitingSession(ClientSession client) {
      super(client);
    }

    @Override
    public CompletionStage<Void> placed() {
      return placed;
    }
  }
}
