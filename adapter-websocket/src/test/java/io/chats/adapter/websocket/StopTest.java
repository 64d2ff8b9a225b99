package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopTest {

  private static final int CLIENTS = 10;

  private final RunningServer server = RunningServer.start();
  private final List<OkClient> clients = new ArrayList<>();

  @AfterEach
  void stop() {
    clients.forEach(OkClient::close);
    server.close();
  }

  @Test
  void closesConnectionsOneByOneAndServesTheOthers() throws Exception {
    joinAll();
    server.server().stopAccepting();
    CompletableFuture<Void> drained = drain(Duration.ofSeconds(2));

    eventually().until(() -> open() <= CLIENTS / 2);
    OkClient still = clients.stream().filter(OkClient::isOpen).findFirst().orElseThrow();
    assertThat(still.send("{\"type\":\"ping\"}").text(1)).contains("pong");

    drained.get();
    Set<String> reasons = new TreeSet<>();
    clients.forEach(client -> reasons.add(client.closed()));
    assertThat(reasons)
        .allMatch(reason -> reason.matches("1001 reconnectAfterMs=[0-9]{1,4}"))
        .hasSizeGreaterThan(CLIENTS / 2);
    assertThat(server.gateway().opened()).allMatch(session -> session.ends() == 1);
  }

  @Test
  void takesTheGivenTime() throws Exception {
    joinAll();
    long start = System.nanoTime();
    CompletableFuture<Void> drained = drain(Duration.ofSeconds(1));

    eventually().until(() -> open() < CLIENTS);
    assertThat(open()).isGreaterThan(CLIENTS / 2);
    drained.get();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(700), Duration.ofMillis(1_500));
  }

  @Test
  void doesNotWaitWithoutClients() throws Exception {
    long start = System.nanoTime();
    server.server().drain(Duration.ofSeconds(10));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void acceptsNoMoreClients() {
    RawClient early = RawClient.connect(server);
    server.server().stopAccepting();

    assertThat(early.upgrade("/ws/?token=u1")).startsWith("HTTP/1.1 503 ");
    assertThatThrownBy(() -> RawClient.connect(server)).isInstanceOf(UncheckedIOException.class);
    early.close();
  }

  @Test
  void closingWithoutDrainingSendsAllClientsAwayToo() {
    joinAll();
    server.server().close();

    clients.forEach(client -> assertThat(client.closed()).startsWith("1001 reconnectAfterMs="));
    assertThat(server.gateway().opened()).allMatch(session -> session.ends() == 1);
  }

  @Test
  void closingAgainChangesNothing() {
    server.server().close();
    server.server().close();
  }

  @Test
  void doesNotWaitLongForClientsThatDoNotAnswer() {
    try (RawClient client = RawClient.join(server, 1)) {
      long start = System.nanoTime();
      server.server().close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertThat(client.readClose()).startsWith("1001 ");
    }
  }

  private void joinAll() {
    for (int user = 1; user <= CLIENTS; user++) {
      clients.add(OkClient.join(server, user));
    }
  }

  private long open() {
    return clients.stream().filter(OkClient::isOpen).count();
  }

  private CompletableFuture<Void> drain(Duration over) {
    return CompletableFuture.runAsync(() -> {
      try {
        server.server().drain(over);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }
}
