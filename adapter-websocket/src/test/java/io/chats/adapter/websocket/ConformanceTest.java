package io.chats.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.adapter.websocket.conformance.ConformanceCase;
import io.chats.adapter.websocket.conformance.ConformanceCase.Open;
import io.chats.adapter.websocket.conformance.ConformanceTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The WebSocket protocol by RFC 6455, case by case; the results are a page of the documents. */
class ConformanceTest {

  private static final Path PAGE = Path.of("..", "docs", "conformance.md");
  private static final byte[] LAST = "the last ping".getBytes(StandardCharsets.UTF_8);
  private static final AtomicLong USERS = new AtomicLong(1_000);

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start(s -> s.withTiming(Timings.closingIn(s.timing(), 200)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<ConformanceCase> cases() {
    return ConformanceTable.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doesAsTheTableSays(ConformanceCase tested) {
    try (RawClient client = RawClient.join(server, USERS.incrementAndGet())) {
      for (byte[] bytes : tested.sent()) {
        write(client, bytes);
      }
      String seen =
          tested.expected() instanceof Open open ? seenOpen(client, open) : seenClosed(client);
      assertThat(seen).isEqualTo(ConformanceTable.result(tested));
    }
  }

  @Test
  void thePageHasTheResults() throws IOException {
    Path generated = Path.of("target", "conformance.md");
    Files.writeString(generated, ConformanceTable.page());
    assertThat(PAGE)
        .describedAs("the page; the right one is in %s", generated.toAbsolutePath())
        .hasContent(ConformanceTable.page());
  }

  @Test
  void theCasesAreDistinct() {
    assertThat(cases()).hasSizeGreaterThan(250);
    assertThat(cases()).extracting(ConformanceCase::id).doesNotHaveDuplicates();
    assertThat(cases()).extracting(ConformanceCase::what).doesNotHaveDuplicates();
  }

  private static void write(RawClient client, byte[] bytes) {
    try {
      client.write(bytes);
    } catch (UncheckedIOException e) {
      // The server has closed the connection already; it is read what it said before.
    }
  }

  /** Reads until all that is expected has come, and the pong of one more ping. */
  private static String seenOpen(RawClient client, Open expected) {
    write(client, RawClient.frame(RawClient.FINAL | RawClient.PING, LAST));
    int answers = 0;
    List<ByteBuffer> pongs = new ArrayList<>();
    while (answers < expected.answers() || !pongs.contains(ByteBuffer.wrap(LAST))) {
      RawClient.Frame frame = client.read();
      switch (frame.opcode()) {
        case RawClient.TEXT -> answers++;
        case RawClient.PONG -> pongs.add(frame.payload());
        case RawClient.CLOSE -> {
          return "closed, " + code(frame);
        }
        default -> throw new AssertionError("opcode " + frame.opcode());
      }
    }
    pongs.removeLast();
    assertThat(pongs).isEqualTo(expected.pongs().stream().map(ByteBuffer::wrap).toList());
    return "open, " + answers + " answered, " + pongs.size() + " pongs";
  }

  /** Reads until the close frame, answers it, and waits for the end of the connection. */
  private static String seenClosed(RawClient client) {
    RawClient.Frame frame = client.read();
    while (frame.opcode() != RawClient.CLOSE) {
      frame = client.read();
    }
    write(client, RawClient.frame(RawClient.FINAL | RawClient.CLOSE, new byte[] {3, (byte) 0xE8}));
    awaitEnd(client);
    return "closed, " + code(frame);
  }

  /** A client in the middle of a frame cannot answer the close, and is cut after a while. */
  private static void awaitEnd(RawClient client) {
    try {
      client.drain();
    } catch (UncheckedIOException e) {
      assertThat(e).hasRootCauseInstanceOf(SocketException.class);
    }
  }

  private static int code(RawClient.Frame close) {
    ByteBuffer payload = close.payload();
    return payload.hasRemaining() ? Short.toUnsignedInt(payload.getShort()) : 1005;
  }
}
