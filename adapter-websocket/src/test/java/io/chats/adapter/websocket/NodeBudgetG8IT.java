package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.domain.event.ClientEvent.Custom;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.port.ClientSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * G8 Bounded: all sessions of a node together cost at most a set share of its heap; beyond it the
 * slowest are closed first. What they hold is counted, and counted off when it is gone.
 */
class NodeBudgetG8IT {

  private static final int MEBI = 1 << 20;
  private static final int BUDGET = 3 * MEBI;
  private static final int SMALL_WINDOW = 4 * 1024;
  private static final int SLOW = 12;

  private final RunningServer server = RunningServer.start(NodeBudgetG8IT::bounded);
  private final List<RawClient> clients = new ArrayList<>();

  @AfterEach
  void stop() {
    clients.forEach(RawClient::close);
    eventually().until(() -> server.server().waitingBytes() == 0);
    server.close();
  }

  private static WebSocketSettings bounded(WebSocketSettings settings) {
    return settings
        .withTiming(Timings.closingIn(settings.timing(), 300))
        .withNodeBounds(settings.nodeBounds().withWaitingBytes(BUDGET));
  }

  /** Each session alone stays within its bound. */
  @Test
  void beyondTheBudgetTheSlowestAreClosedFirst() {
    join(1);
    session(1).send(event(150_000));
    for (int user = 2; user <= SLOW; user++) {
      join(user);
    }
    try (OkClient quick = OkClient.join(server, 100)) {
      for (int user = 2; user <= SLOW; user++) {
        for (int i = 0; i < 9; i++) {
          session(user).send(event(50_000));
        }
        assertThat(quick.send("{\"type\":\"ping\"}").text(user - 1)).contains("pong");
      }
      eventually().until(() -> server.server().waitingBytes() <= BUDGET);

      assertThat(server.monitor().closed()).isNotEmpty().containsOnly(4408).hasSizeBetween(2, 8);
      assertThat(server.gateway().openedBy(1).get(0).ends()).as("holds little").isZero();
      assertThat(quick.isOpen()).isTrue();
    }
  }

  @Test
  void aFrameThatManyWaitForCountsOnce() {
    for (int user = 1; user <= SLOW; user++) {
      join(user);
    }
    for (int i = 0; i < 4; i++) {
      SharedEvent event = new SharedEvent(event(100_000));
      server.gateway().opened().forEach(session -> session.client().send(event));
    }

    eventually().until(() -> server.server().waitingBytes() >= 200_000);
    assertThat(server.server().waitingBytes()).isLessThan(500_000);
    clients.forEach(RawClient::close);
    eventually().until(() -> server.server().waitingBytes() == 0);
  }

  @Test
  void framesThatWaitForTheirEndCount() {
    RawClient client = join(1);
    String text = "{\"type\":\"ping\"," + " ".repeat(50_000) + "\"data\":{}}";
    byte[] frame = RawClient.textFrame(text);
    client.write(Arrays.copyOf(frame, 40_000));
    eventually().until(() -> server.server().waitingBytes() >= 39_000);

    client.write(Arrays.copyOfRange(frame, 40_000, frame.length));
    assertThat(client.readText()).contains("pong");
    eventually().until(() -> server.server().waitingBytes() == 0);
  }

  @Test
  void thoseWhoNeverEndTheirFramesAreClosedToo() {
    try (OkClient quick = OkClient.join(server, 100)) {
      for (int user = 1; user <= 60; user++) {
        join(user).write(RawClient.header(0x81, 65_000)).write(new byte[60_000]);
      }
      eventually().until(() -> server.monitor().closed().contains(4408));
      eventually().until(() -> server.server().waitingBytes() <= BUDGET);
      assertThat(quick.send("{\"type\":\"ping\"}").text(1)).contains("pong");
    }
  }

  private RawClient join(long user) {
    RawClient client = RawClient.join(server, user, SMALL_WINDOW);
    clients.add(client);
    return client;
  }

  private ClientSession session(long user) {
    return server.gateway().openedBy(user).get(0).client();
  }

  private static Custom event(int length) {
    return new Custom("text", "{\"text\":\"" + "x".repeat(length) + "\"}");
  }
}
