package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** G10 Contained: more clients than the process may open files. */
class OutOfDescriptorsG10IT {

  private static final int DESCRIPTORS = 400;
  private static final int CLIENTS = 600;

  private final List<RawClient> clients = new ArrayList<>();

  @AfterEach
  void closeClients() {
    clients.forEach(RawClient::close);
  }

  @Test
  void everyClientIsToldWhetherItGetsIn() throws Exception {
    try (ServerProcess server = ServerProcess.start(DESCRIPTORS, 0)) {
      connectAll(server);
      List<String> answers = clients.stream().map(OutOfDescriptorsG10IT::answer).toList();

      assertThat(answers).isSubsetOf("101", "503", "closed").contains("101", "503");
      assertThat(answers.stream().filter("101"::equals).count()).isBetween(100L, 300L);
      assertThat(server.counted()).doesNotContain("cut no_descriptor");
    }
  }

  /** The operator has allowed more sessions than there can be. */
  @Test
  void withoutDescriptorsItNeitherSpinsNorStaysDeaf() throws Exception {
    try (ServerProcess server = ServerProcess.start(DESCRIPTORS, 10_000)) {
      connectAll(server);
      eventually().until(() -> server.counted().contains("cut no_descriptor"));

      Duration before = server.usedTime();
      Duration watched = Duration.ofSeconds(3);
      eventually().pollDelay(watched).until(() -> true);
      assertThat(server.usedTime().minus(before)).isLessThan(watched.dividedBy(3));
      assertThat(
              server.counted().stream()
                  .collect(Collectors.groupingBy(it -> it))
                  .get("cut no_descriptor"))
          .as("each is told, or waits")
          .hasSizeLessThan(CLIENTS);

      clients.forEach(RawClient::close);
      try (RawClient next = RawClient.connectTo(server.port(), 0)) {
        assertThat(next.upgrade("/ws/?token=u7")).startsWith("HTTP/1.1 101 ");
      }
    }
  }

  /** The status, or that the connection was closed without one, as one of too many at once. */
  private static String answer(RawClient client) {
    try {
      return client.readHttpHead().substring("HTTP/1.1 ".length(), "HTTP/1.1 101".length());
    } catch (UncheckedIOException e) {
      assertThat(e).hasCauseInstanceOf(EOFException.class);
      return "closed";
    }
  }

  private void connectAll(ServerProcess server) {
    // The JVM loads most classes now, for which it needs a descriptor in tests.
    try (RawClient first = RawClient.connectTo(server.port(), 0)) {
      first.upgrade("/ws/?token=u1");
      first.send(RawClient.FINAL | RawClient.CLOSE, new byte[0]).readClose();
    }
    for (int user = 1; user <= CLIENTS; user++) {
      RawClient client = RawClient.connectTo(server.port(), 0);
      clients.add(client);
      client.askForUpgrade("/ws/?token=u" + user);
    }
  }
}
