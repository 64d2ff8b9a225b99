package io.chats.adapter.management;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.management.health.Dependencies;
import io.chats.adapter.management.health.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that mean no good are refused and cut, and the others are served (spec G10). */
class ManagementServerG10Test {

  private static final int HALF_A_MINUTE = 30_000;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<Socket> sockets = new ArrayList<>();
  private final BusHandler bus = new BusHandler(CompletableFuture::completedFuture);
  private ManagementServer server;

  @BeforeEach
  void start() throws IOException {
    Clock clock = Clock.systemUTC();
    Readiness readiness = new Readiness(new Dependencies(executor, timer, clock), clock);
    server =
        new ManagementServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            executor,
            readiness,
            () -> "x 1");
    server.serve("/bus", bus);
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
    timer.shutdownNow();
    executor.shutdownNow();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.connect(server.address(), HALF_A_MINUTE);
    socket.setSoTimeout(HALF_A_MINUTE);
    return socket;
  }

  private Socket send(String bytes) throws IOException {
    Socket socket = connect();
    try {
      socket.getOutputStream().write(bytes.getBytes(US_ASCII));
    } catch (IOException e) {
      // It was refused before all was sent.
    }
    return socket;
  }

  /** Waits for the end of the connection, and returns what came before it. */
  private static String awaitEnd(Socket socket) {
    StringBuilder all = new StringBuilder();
    try {
      for (int next = socket.getInputStream().read(); next >= 0; ) {
        all.append((char) next);
        next = socket.getInputStream().read();
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("still open: " + all, e);
    } catch (IOException e) {
      // A reset is an end, too.
    }
    return all.toString();
  }

  private String reply(String request) throws IOException {
    return awaitEnd(send(request));
  }

  private boolean isLive() {
    try {
      return reply("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
          .startsWith("HTTP/1.1 200");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aHeaderLineWithoutAnEndIsRefused() throws IOException {
    long start = System.nanoTime();
    awaitEnd(send("GET /metrics HTTP/1.1\r\nX: " + "x".repeat(300_000)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    assertThat(isLive()).isTrue();
  }

  @Test
  void manyHeadersAreRefused() throws IOException {
    String reply = reply("GET /metrics HTTP/1.1\r\n" + "X: y\r\n".repeat(1_000) + "\r\n");
    assertThat(reply).doesNotContain("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /metr",
        "GET /metrics HTTP/1.1\r\nX: y",
        "POST /bus HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: 100\r\n\r\n{"
      })
  void anUnfinishedRequestIsCut(String request) throws IOException {
    awaitEnd(send(request));
    assertThat(isLive()).isTrue();
  }

  @Test
  void tooManyConnectionsAreRefusedAndThereIsRoomAgain() throws IOException {
    for (int i = 0; i < 700; i++) {
      send("GET /metrics HTTP/1.1\r\nX: ");
    }
    assertThat(awaitEnd(sockets.getLast())).isEmpty();
    await().atMost(Duration.ofSeconds(30)).until(this::isLive);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=192.0.2.1",
        "Via: 1.1 proxy",
        "X-Forwarded-For: 192.0.2.1",
        "x-forwarded-host: chats.example",
        "X-Real-IP: 192.0.2.1"
      })
  void whatAProxyPassedOnIsRefused(String header) throws IOException {
    assertThat(reply(post(header + "\r\n"))).startsWith("HTTP/1.1 403").contains("proxy");
    assertThat(bus.refused(BusRefusal.PROXY)).isOne();
  }

  @Test
  void whatThisMachineAsksIsAnswered() throws IOException {
    assertThat(reply(post(""))).startsWith("HTTP/1.1 200").endsWith("{}");
  }

  private static String post(String header) {
    return "POST /bus HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + header
        + "Connection: close\r\nContent-Length: 2\r\n\r\n{}";
  }

  @Test
  void refusalsAreCountedByTheirReason() throws IOException {
    reply("GET /bus HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    reply(post("").replace("Host: localhost", "Host: evil.example"));
    reply(post("").replace("application/json", "text/plain"));
    reply(post("").replace("/bus", "/bus/x"));
    bus.close();
    reply(post(""));
    for (BusRefusal reason :
        List.of(
            BusRefusal.METHOD,
            BusRefusal.NOT_LOCAL,
            BusRefusal.CONTENT_TYPE,
            BusRefusal.PATH,
            BusRefusal.STOPPING)) {
      assertThat(bus.refused(reason)).describedAs(reason.label()).isOne();
    }
  }
}
