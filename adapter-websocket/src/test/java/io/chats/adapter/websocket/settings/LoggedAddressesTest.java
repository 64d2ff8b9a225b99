package io.chats.adapter.websocket.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedAddressesTest {

  @ParameterizedTest
  @CsvSource({
    "FULL, 198.51.100.7, 198.51.100.7",
    "FULL, unknown, unknown",
    "NETWORK, 198.51.100.7, 198.51.100.0/24",
    "NETWORK, 2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48",
    "NETWORK, unknown, unknown",
    "OFF, 198.51.100.7, ***",
    "OFF, unknown, ***",
  })
  void showAsMuchAsConfigured(LoggedAddresses addresses, String address, String shown) {
    assertThat(addresses.shown(address)).isEqualTo(shown);
  }
}
