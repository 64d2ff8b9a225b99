package io.chats.adapter.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.RawClient;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FrameScannerPropertyTest {

  private static final int LIMIT = 300;

  @Property
  void itDoesNotMatterHowBytesArrive(
      @ForAll("streams") byte[] stream, @ForAll @IntRange(min = 1, max = 20) int piece) {
    FrameScanner whole = new FrameScanner(LIMIT);
    int acceptedWhole = whole.scan(ByteBuffer.wrap(stream));

    FrameScanner pieces = new FrameScanner(LIMIT);
    int acceptedPieces = 0;
    for (int at = 0; at < stream.length && pieces.violation().isEmpty(); at += piece) {
      int length = Math.min(piece, stream.length - at);
      acceptedPieces += pieces.scan(ByteBuffer.wrap(stream, at, length));
    }

    assertThat(acceptedPieces).isEqualTo(acceptedWhole);
    assertThat(pieces.violation()).isEqualTo(whole.violation());
  }

  @Property
  void takesAnyBytes(@ForAll @Size(max = 200) byte[] bytes) {
    FrameScanner scanner = new FrameScanner(LIMIT);

    assertThat(scanner.scan(ByteBuffer.wrap(bytes))).isBetween(0, bytes.length);
  }

  /** Mostly valid frames, of lengths around those at which the header changes. */
  @Provide
  Arbitrary<byte[]> streams() {
    Arbitrary<Integer> first =
        Arbitraries.frequency(
            Tuple.of(10, 0x81),
            Tuple.of(3, 0x01),
            Tuple.of(3, 0x80),
            Tuple.of(3, 0x89),
            Tuple.of(1, 0x88),
            Tuple.of(1, 0xF1));
    Arbitrary<byte[]> frame =
        first.flatMap(
            f -> Arbitraries.of(0, 1, 125, 126, 200, LIMIT, LIMIT + 1).map(n -> frame(f, n)));
    return frame.list().ofMaxSize(8).map(FrameScannerPropertyTest::together);
  }

  private static byte[] frame(int first, int length) {
    return RawClient.frame(first, new byte[length]);
  }

  private static byte[] together(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
