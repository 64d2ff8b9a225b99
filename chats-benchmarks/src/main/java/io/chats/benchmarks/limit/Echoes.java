package io.chats.benchmarks.limit;

import io.chats.benchmarks.wire.EventLoop;
import io.chats.benchmarks.wire.WebSocketWire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Texts of a message frame's length that come back from an echo, with so many in flight. */
public final class Echoes implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String TEXT = "x".repeat(220);

  private final EventLoop loop = new EventLoop();
  private final List<WebSocketWire> wires = new ArrayList<>();
  private long echoed;

  private Echoes() throws IOException {}

  public static Echoes connect(URI server, int sessions) throws IOException {
    Echoes echoes = new Echoes();
    for (int i = 0; i < sessions; i++) {
      echoes.wires.add(echoes.connect(URI.create(server + "?token=u" + i)));
    }
    echoes.loop.await(() -> echoes.wires.stream().allMatch(WebSocketWire::isOpen), PATIENCE);
    return echoes;
  }

  private WebSocketWire connect(URI uri) throws IOException {
    WebSocketWire[] self = new WebSocketWire[1];
    self[0] =
        WebSocketWire.connect(
            loop,
            uri,
            text -> {
              echoed++;
              self[0].send(text);
            });
    return self[0];
  }

  /** Echoes a second, once; with the sessions' texts going round already, they go on. */
  public double perSecond(int inFlight, Duration warmUp, Duration measured) throws IOException {
    for (WebSocketWire wire : wires) {
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
