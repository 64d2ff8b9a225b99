package io.chats.benchmarks.limit;

import io.chats.benchmarks.client.EventLoop;
import io.chats.benchmarks.client.LightWebSocketClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Texts as long as a message frame that return from an echo, with the given number in flight. */
public final class WebSocketEchoes implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String TEXT = "x".repeat(220);

  private final EventLoop loop = new EventLoop();
  private final List<LightWebSocketClient> wires = new ArrayList<>();
  private long echoed;

  private WebSocketEchoes() throws IOException {}

  public static WebSocketEchoes connect(URI server, int sessions) throws IOException {
    WebSocketEchoes echoes = new WebSocketEchoes();
    for (int i = 0; i < sessions; i++) {
      echoes.wires.add(echoes.connect(URI.create(server + "?token=u" + i)));
    }
    echoes.loop.await(() -> echoes.wires.stream().allMatch(LightWebSocketClient::isOpen), TIMEOUT);
    return echoes;
  }

  private LightWebSocketClient connect(URI uri) throws IOException {
    LightWebSocketClient[] self = new LightWebSocketClient[1];
    self[0] =
        LightWebSocketClient.connect(
            loop,
            uri,
            text -> {
              echoed++;
              self[0].send(text);
            });
    return self[0];
  }

  /**
   * Returns echoes per second. To be called once, since the texts of the sessions keep returning.
   */
  public double perSecond(int inFlight, Duration warmUp, Duration measured) throws IOException {
    for (LightWebSocketClient wire : wires) {
      for (int i = 0; i < inFlight; i++) {
        wire.send(TEXT);
      }
    }
    loop.run(warmUp, () -> {});
    return loop.perSecond(() -> echoed, measured, () -> {});
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }
}
