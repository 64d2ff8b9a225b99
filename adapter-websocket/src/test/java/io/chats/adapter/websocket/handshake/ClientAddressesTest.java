package io.chats.adapter.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.adapter.websocket.settings.TrustedProxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

  private final ClientAddresses addresses =
      new ClientAddresses(
          TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/33", "::1")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "10.1.2.3        | 203.0.113.5                     | 203.0.113.5",
        "10.1.2.3        | 203.0.113.5:4711                | 203.0.113.5",
        "10.1.2.3        | 1.1.1.1, 203.0.113.5, 10.9.9.9  | 203.0.113.5",
        "10.1.2.3        | 10.7.7.7                        | 10.7.7.7",
        "10.1.2.3        | unknown                         | 10.1.2.3",
        "10.1.2.3        | 203.0.113.5, evil.example       | 10.1.2.3",
        "10.1.2.3        | 999.1.1.1                       | 10.1.2.3",
        "10.1.2.3        | -                               | 10.1.2.3",
        "203.0.113.9     | 203.0.113.5                     | 203.0.113.9",
        "192.0.2.7       | 203.0.113.5                     | 203.0.113.5",
        "192.0.2.8       | 203.0.113.5                     | 192.0.2.8",
        "2001:db8:1::1   | [2001:4860::8]:99               | 2001:4860:0:0:0:0:0:8",
        "2001:db8:8000::1| 203.0.113.5                     | 2001:db8:8000:0:0:0:0:1",
      })
  void believesTrustedProxiesOnly(String socket, String forwarded, String client) throws Exception {
    InetSocketAddress peer = new InetSocketAddress(InetAddress.getByName(socket), 1);
    List<String> lines = forwarded == null ? List.of() : List.of(forwarded);

    assertThat(addresses.of(peer, lines).orElseThrow().getHostAddress()).isEqualTo(client);
  }

  @Test
  void readsSeveralLinesInTheirOrder() {
    InetSocketAddress peer = new InetSocketAddress("10.0.0.1", 1);
    assertThat(addresses.of(peer, List.of("1.1.1.1", "203.0.113.5")).orElseThrow())
        .hasToString("/203.0.113.5");
  }

  @Test
  void anIpv6NetworkCountsAsOneClient() throws Exception {
    assertThat(key("2001:db8:1:2::1")).isEqualTo(key("2001:db8:1:2:ffff::9"));
    assertThat(key("2001:db8:1:2::1")).isNotEqualTo(key("2001:db8:1:3::1"));
    assertThat(key("192.0.2.1")).isNotEqualTo(key("192.0.2.2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/x", "", "1.2.3"})
  void takesAddressesAndNetworksOnly(String network) {
    assertThatThrownBy(() -> TrustedProxies.of(List.of(network)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String key(String address) throws Exception {
    return ClientAddresses.key(InetAddress.getByName(address));
  }
}
