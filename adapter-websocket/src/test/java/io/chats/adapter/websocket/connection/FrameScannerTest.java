package io.chats.adapter.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.RawClient;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {

  private static final int FINAL = RawClient.FINAL;

  private final FrameScanner scanner = new FrameScanner(1000);

  @Test
  void acceptsMessagesWithinTheLimit() {
    assertThat(scan(RawClient.frame(FINAL | RawClient.TEXT, new byte[1000]))).isTrue();
    assertThat(scan(RawClient.frame(FINAL | RawClient.BINARY, new byte[0]))).isTrue();
  }

  @Test
  void refusesALongerFrameBeforeItsHeaderIsComplete() {
    byte[] good = RawClient.frame(FINAL | RawClient.TEXT, new byte[10]);
    byte[] bad = RawClient.frame(FINAL | RawClient.TEXT, new byte[1001]);

    int accepted = scanner.scan(ByteBuffer.wrap(together(good, bad)));

    assertThat(scanner.violation()).contains(CloseCode.TOO_BIG);
    assertThat(accepted).isEqualTo(good.length + 2 + 2 + 4 - 1);
  }

  @Test
  void refusesFragmentsThatAreLongerTogether() {
    assertThat(scan(RawClient.frame(RawClient.TEXT, new byte[600]))).isTrue();
    assertThat(scan(RawClient.frame(FINAL | RawClient.PING, new byte[100]))).isTrue();
    assertThat(scan(RawClient.frame(RawClient.CONTINUATION, new byte[400]))).isTrue();
    assertThat(scan(RawClient.frame(FINAL, new byte[1]))).isFalse();
    assertThat(scanner.violation()).contains(CloseCode.TOO_BIG);
  }

  @Test
  void countsEachMessageAnew() {
    for (int i = 0; i < 5; i++) {
      assertThat(scan(RawClient.frame(RawClient.TEXT, new byte[500]))).isTrue();
      assertThat(scan(RawClient.frame(FINAL, new byte[500]))).isTrue();
    }
  }

  @Test
  void countsWhatWasReadOfAMessageUntilItsEnd() {
    byte[] first = RawClient.frame(RawClient.TEXT, new byte[500]);
    scan(Arrays.copyOf(first, first.length - 200));
    assertThat(scanner.unfinished()).isEqualTo(300);
    scan(new byte[200]);
    scan(RawClient.frame(FINAL | RawClient.PING, new byte[100]));
    assertThat(scanner.unfinished()).isEqualTo(500);
    scan(RawClient.frame(FINAL, new byte[0]));
    assertThat(scanner.unfinished()).isZero();
    scan(RawClient.frame(FINAL | RawClient.TEXT, new byte[10]));
    assertThat(scanner.unfinished()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1001, 65_536, 1L << 40, Long.MAX_VALUE})
  void refusesAnyLength(long length) {
    byte[] header = together(RawClient.header(FINAL | RawClient.TEXT, length), new byte[4]);

    assertThat(scan(header)).isFalse();
    assertThat(scanner.violation()).contains(CloseCode.TOO_BIG);
  }

  @Test
  void refusesInvalidLengths() {
    byte[] header = together(RawClient.header(FINAL | RawClient.TEXT, 1 << 20), new byte[4]);
    header[2] = (byte) 0xFF;

    assertThat(scan(header)).isFalse();
    assertThat(scanner.violation()).contains(CloseCode.PROTOCOL_ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        FINAL | 0x40 | RawClient.TEXT,
        FINAL | 0x20 | RawClient.TEXT,
        FINAL | 0x10 | RawClient.TEXT,
        FINAL | 3,
        FINAL | 7,
        FINAL | 11,
        FINAL | 15,
        FINAL | RawClient.CONTINUATION,
        RawClient.PING,
        RawClient.CLOSE
      })
  void refusesUnknownOpcodes(int first) {
    assertThat(scan(RawClient.frame(first, new byte[0]))).isFalse();
    assertThat(scanner.violation()).contains(CloseCode.PROTOCOL_ERROR);
  }

  @Test
  void refusesAMessageWithinAMessage() {
    assertThat(scan(RawClient.frame(RawClient.TEXT, new byte[1]))).isTrue();
    assertThat(scan(RawClient.frame(FINAL | RawClient.TEXT, new byte[1]))).isFalse();
  }

  @Test
  void refusesLongControlFrames() {
    assertThat(scan(RawClient.frame(FINAL | RawClient.PING, new byte[125]))).isTrue();
    assertThat(scan(RawClient.frame(FINAL | RawClient.PING, new byte[126]))).isFalse();
  }

  @Test
  void refusesFramesWithoutAMask() {
    assertThat(scan(new byte[] {(byte) (FINAL | RawClient.TEXT), 1})).isFalse();
    assertThat(scanner.violation()).contains(CloseCode.PROTOCOL_ERROR);
  }

  @Test
  void seesTheCloseFrameAfterAViolation() {
    scan(RawClient.frame(FINAL | RawClient.TEXT, new byte[5000]));
    assertThat(scanner.closeSeen()).isFalse();

    scan(RawClient.frame(FINAL | RawClient.CLOSE, new byte[2]));
    assertThat(scanner.closeSeen()).isTrue();
  }

  @Test
  void countsControlFramesAndFragments() {
    scan(RawClient.frame(FINAL | RawClient.TEXT, new byte[1]));
    assertThat(scanner.takeExtras()).isZero();

    scan(RawClient.frame(FINAL | RawClient.PING, new byte[1]));
    scan(RawClient.frame(RawClient.TEXT, new byte[0]));
    scan(RawClient.frame(RawClient.CONTINUATION, new byte[0]));
    scan(RawClient.frame(FINAL, new byte[0]));
    assertThat(scanner.takeExtras()).isEqualTo(3);
    assertThat(scanner.takeExtras()).isZero();
  }

  @Test
  void leavesTheDataAsItIs() {
    ByteBuffer data = ByteBuffer.wrap(RawClient.frame(FINAL | RawClient.TEXT, new byte[9]));
    scanner.scan(data);

    assertThat(data.position()).isZero();
    assertThat(data.remaining()).isEqualTo(15);
  }

  private boolean scan(byte[] bytes) {
    return scanner.scan(ByteBuffer.wrap(bytes)) == bytes.length && scanner.violation().isEmpty();
  }

  private static byte[] together(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
