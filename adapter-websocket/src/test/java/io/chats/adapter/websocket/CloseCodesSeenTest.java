package io.chats.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.connection.CloseCode;
import io.chats.adapter.websocket.settings.FrameRate;
import io.chats.domain.event.ClientEvent.Custom;
import io.chats.domain.port.ClientSession;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A third-party client sees the code and the reason of every way in which a session ends. */
class CloseCodesSeenTest {

  private static final int LIMIT = 64 * 1024;

  /** OkHttp's client cannot cause these. */
  private static final Set<CloseCode> WELL_BEHAVED_CLIENTS_NEVER_SEE =
      EnumSet.of(CloseCode.PROTOCOL_ERROR, CloseCode.INVALID_TEXT);

  private final RunningServer server =
      RunningServer.start(s ->
          s.withRate(new FrameRate(1, 10)).withNodeBounds(s.nodeBounds().withSessionsPerUser(1)));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(CloseCode.class)
  void aClientSeesCodeAndReason(CloseCode code) {
    String seen =
        WELL_BEHAVED_CLIENTS_NEVER_SEE.contains(code) ? seenByRawClient(code) : seenByOkHttp(code);

    String expected = code.number() + " " + code.reason();
    switch (code) {
      case NORMAL -> assertThat(seen).startsWith("1000 ");
      case GOING_AWAY -> assertThat(seen).matches(expected + "[0-9]+");
      default -> assertThat(seen).isEqualTo(expected);
    }
  }

  private String seenByRawClient(CloseCode code) {
    try (RawClient client = RawClient.join(server, 5)) {
      client.write(
          code == CloseCode.INVALID_TEXT
              ? RawClient.frame(RawClient.FINAL | RawClient.TEXT, new byte[] {(byte) 0xFF})
              : new byte[] {(byte) (RawClient.FINAL | RawClient.TEXT), 1, 'x'});
      return client.readClose();
    }
  }

  private String seenByOkHttp(CloseCode code) {
    if (code == CloseCode.TOO_MANY_SESSIONS) {
      try (OkClient first = OkClient.join(server, 5)) {
        assertThat(first.isOpen()).isTrue();
        return closedAtOnce(code);
      }
    }
    return closedAtOnce(code);
  }

  private String closedAtOnce(CloseCode code) {
    String token = code == CloseCode.NO_VALID_TOKEN ? "nobodys" : "u5";
    try (OkClient client = OkClient.connect(server, "/ws/?token=" + token)) {
      provoke(code, client);
      return client.closed();
    }
  }

  private void provoke(CloseCode code, OkClient client) {
    switch (code) {
      case NORMAL -> client.sendClose();
      case GOING_AWAY -> server.server().close();
      case TOO_BIG -> client.send("x".repeat(LIMIT + 1));
      case TRY_LATER -> session().close(ClientSession.CloseReason.TRY_LATER);
      case TOO_MANY_SESSIONS -> assertThat(session()).isNotNull();
      case DISCONNECTED -> session().close(ClientSession.CloseReason.DISCONNECTED);
      case TOO_SLOW -> readNothing(client);
      case TOO_MANY_FRAMES -> sendTooMuch(client);
      case NO_VALID_TOKEN -> assertThat(client.text(1)).contains("\"code\":103");
      case PROTOCOL_ERROR, INVALID_TEXT -> throw new IllegalArgumentException("not by OkHttp");
    }
  }

  private void readNothing(OkClient client) {
    client.stopReading();
    for (int i = 0; i < 10_000; i++) {
      session().send(new Custom("text", "{\"text\":\"" + "x".repeat(1024) + "\"}"));
    }
    client.startReading();
  }

  private static void sendTooMuch(OkClient client) {
    for (int i = 0; i < 500; i++) {
      client.send("{\"type\":\"ping\"}");
    }
  }

  private ClientSession session() {
    return server.gateway().openedBy(5).get(0).client();
  }
}
