package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.settings.NodeBounds;
import io.chats.adapter.websocket.settings.TrustedProxies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** G10 Contained: no user and no address takes all sessions of a node. */
class SessionLimitsG10Test {

  private final List<RawClient> clients = new ArrayList<>();
  private RunningServer server;

  @AfterEach
  void stop() {
    clients.forEach(RawClient::close);
    server.close();
  }

  private void start(UnaryOperator<NodeBounds> change, String... proxies) {
    server =
        RunningServer.start(s ->
            s.withNodeBounds(change.apply(s.nodeBounds()))
                .withProxies(TrustedProxies.of(List.of(proxies))));
  }

  @Test
  void aUserHasOnlySoManySessions() {
    start(bounds -> bounds.withSessionsPerUser(2));
    clients.add(RawClient.join(server, 5));
    clients.add(RawClient.join(server, 5));
    RawClient third = connect();
    assertThat(third.upgrade("/ws/?token=u5")).startsWith("HTTP/1.1 101 ");
    assertThat(third.readClose()).isEqualTo("4409 too many sessions");
    assertThat(server.gateway().openedBy(5)).hasSize(2);
    clients.add(RawClient.join(server, 6));

    clients.get(0).close();
    eventually().until(() -> server.gateway().openedBy(5).get(0).ends() == 1);
    clients.add(RawClient.join(server, 5));
    assertThat(server.monitor().closed()).containsExactly(4409);
  }

  @Test
  void anAddressHasOnlySoManySessions() {
    start(bounds -> bounds.withSessionsPerAddress(2));
    clients.add(RawClient.join(server, 1));
    clients.add(RawClient.join(server, 2));
    assertThat(connect().upgrade("/ws/?token=u3", "X-Forwarded-For: 192.0.2.9"))
        .as("no proxy is trusted")
        .startsWith("HTTP/1.1 429 ")
        .contains("Retry-After: ");
    assertThat(server.monitor().counted()).contains("handshake 429");

    clients.get(0).close();
    eventually().until(() -> connect().upgrade("/ws/?token=u3").startsWith("HTTP/1.1 101 "));
  }

  @Test
  void behindATrustedProxyEachClientCountsForItself() {
    start(bounds -> bounds.withSessionsPerAddress(1), "127.0.0.0/8", "::1", "10.0.0.0/8");
    assertThat(upgradeFor("192.0.2.1")).startsWith("HTTP/1.1 101 ");
    assertThat(upgradeFor("192.0.2.2, 10.1.2.3")).startsWith("HTTP/1.1 101 ");
    assertThat(upgradeFor("192.0.2.2")).startsWith("HTTP/1.1 429 ");
    assertThat(upgradeFor("198.51.100.7, 192.0.2.1")).as("made up").startsWith("HTTP/1.1 429 ");
  }

  @Test
  void aRefusedSessionLeavesNoPlaceTaken() {
    start(bounds -> bounds.withSessionsPerUser(1).withSessionsPerAddress(2));
    clients.add(RawClient.join(server, 5));
    for (int i = 0; i < 5; i++) {
      RawClient again = connect();
      assertThat(again.upgrade("/ws/?token=" + (i % 2 == 0 ? "u5" : "nobodys")))
          .startsWith("HTTP/1.1 101 ");
      assertThat(again.readClose()).startsWith("440");
      again.close();
      eventually().until(() -> server.server().connections() == 1);
    }
    assertThat(connect().upgrade("/ws/?token=u6")).startsWith("HTTP/1.1 101 ");
  }

  private String upgradeFor(String forwardedFor) {
    return connect().upgrade("/ws/?token=u1", "X-Forwarded-For: " + forwardedFor);
  }

  private RawClient connect() {
    RawClient client = RawClient.connect(server);
    clients.add(client);
    return client;
  }
}
