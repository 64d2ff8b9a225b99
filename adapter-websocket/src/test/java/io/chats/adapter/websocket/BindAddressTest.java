package io.chats.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.adapter.websocket.settings.WebSocketSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class BindAddressTest {

  @Test
  void listensOnlyWhereItIsTold() throws IOException {
    InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    try (RunningServer server = RunningServer.start()) {
      assertThat(server.server().address().getAddress().isLoopbackAddress()).isTrue();
      assertThat(canConnect(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), server)).isTrue();
      assertThat(canConnect(other, server)).isFalse();
    }
  }

  @Test
  void listensOnIpv6() throws IOException {
    InetAddress loopback = ipv6Loopback();
    try (RunningServer server =
        RunningServer.start(s -> WebSocketSettings.at(new InetSocketAddress(loopback, 0)))) {
      assertThat(canConnect(loopback, server)).isTrue();
      assertThat(canConnect(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), server)).isFalse();
    }
  }

  @Test
  void listensEverywhereWithoutAHost() throws IOException {
    try (RunningServer server =
        RunningServer.start(s -> WebSocketSettings.at(new InetSocketAddress(0)))) {
      assertThat(canConnect(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), server)).isTrue();
      assertThat(canConnect(ipv6Loopback(), server)).isTrue();
    }
  }

  @Test
  void sharesNoPort() {
    try (RunningServer first = RunningServer.start()) {
      InetSocketAddress taken = first.server().address();
      assertThatThrownBy(() -> RunningServer.start(s -> WebSocketSettings.at(taken)))
          .hasCauseInstanceOf(BindException.class);
    }
  }

  /** An address that exists even where IPv6 is not configured. */
  private static InetAddress ipv6Loopback() throws UnknownHostException {
    byte[] address = new byte[16];
    address[15] = 1;
    return Inet6Address.getByAddress(null, address, (NetworkInterface) null);
  }

  private static boolean canConnect(InetAddress address, RunningServer server) {
    try (Socket socket = new Socket(address, server.port())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
