package io.chats.adapter.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentDecoderTest {

  @ParameterizedTest
  @CsvSource({
    "abc, abc",
    "a|b, a|b",
    "a%7Cb, a|b",
    "a+b, a+b",
    "a%2Bb, a+b",
    "%D0%B0, а",
    "100%, 100%",
    "%, %",
    "%4, %4",
    "%zz, %zz",
    "%%41, %A",
    "%25zz, %zz"
  })
  void decodesEscapes(String encoded, String decoded) {
    assertThat(UpgradeRequests.decode(encoded)).isEqualTo(decoded);
  }
}
