package io.chats.adapter.websocket.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundFrameTest {

  @ParameterizedTest
  @CsvSource({"0, 2", "125, 2", "126, 4", "65535, 4", "65536, 10", "200000, 10"})
  void writesTheLengthInTheShortestForm(int length, int header) {
    OutboundFrame frame = OutboundFrame.text("a".repeat(length), Optional.empty());

    assertThat(frame.size()).isEqualTo(header + length);
    assertThat(frame.bytes().get()).isEqualTo((byte) 0x81);
  }

  @Test
  void canBeReadAnyNumberOfTimes() {
    OutboundFrame frame = OutboundFrame.text("hi", Optional.empty());
    ByteBuffer first = frame.bytes();
    first.position(first.limit());

    assertThat(frame.bytes().remaining()).isEqualTo(4);
  }

  @Test
  void isAlwaysUtf8() {
    ByteBuffer bytes = OutboundFrame.text("\uD800", Optional.empty()).bytes();

    assertThat(bytes.get(2)).isEqualTo((byte) '?');
  }
}
