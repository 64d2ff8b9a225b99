package io.chats.adapter.monitoring.metrics;

import io.chats.domain.port.TrafficMonitor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts and times requests and frames, by kind and result. Each timer is looked up in the registry
 * only once, since a look-up takes longer than handling some frames.
 */
public final class TrafficMetrics implements TrafficMonitor {

  private final MeterRegistry registry;
  private final ConcurrentMap<Kind, Timer> requests = new ConcurrentHashMap<>();
  private final ConcurrentMap<Kind, Timer> frames = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Timer> tokens = new ConcurrentHashMap<>();
  private final ConcurrentMap<Kind, Timer> upstream = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Counter> closed = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Counter> handshakes = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Counter> cut = new ConcurrentHashMap<>();

  public TrafficMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void request(String method, String path, String result, Duration took) {
    requests.computeIfAbsent(new Kind(method, path, result), this::requests).record(took);
  }

  @Override
  public void frame(String type, String result, Duration took) {
    frames.computeIfAbsent(new Kind("", type, result), this::frames).record(took);
  }

  @Override
  public void closed(int code) {
    closed.computeIfAbsent(code, this::closings).increment();
  }

  @Override
  public void handshake(int status) {
    handshakes.computeIfAbsent(status, this::handshakes).increment();
  }

  @Override
  public void token(String result, Duration took) {
    tokens.computeIfAbsent(result, this::tokens).record(took);
  }

  @Override
  public void cut(String reason) {
    cut.computeIfAbsent(reason, this::cuts).increment();
  }

  @Override
  public void upstream(String subject, String result, Duration took) {
    upstream.computeIfAbsent(new Kind("", subject, result), this::upstream).record(took);
  }

  private Timer requests(Kind kind) {
    return Metrics.timer("chats.bus.requests", "Requests of the Bus API that were answered")
        .tags("method", kind.method, "path", kind.what, "result", kind.result)
        .register(registry);
  }

  private Timer frames(Kind kind) {
    return Metrics.timer("chats.websocket.frames", "Frames of clients that were handled")
        .tags("type", kind.what, "result", kind.result)
        .register(registry);
  }

  private Timer upstream(Kind kind) {
    return Metrics.timer("chats.upstream.requests", "Requests to other services")
        .tags("subject", kind.what, "result", kind.result)
        .register(registry);
  }

  private Counter closings(int code) {
    return Counter.builder("chats.websocket.closed")
        .description("Connections of clients that this node closed, by the code it gave")
        .tag("code", Integer.toString(code))
        .register(registry);
  }

  private Counter handshakes(int status) {
    return Counter.builder("chats.websocket.handshakes")
        .description("Requests for a connection, by the status of the answer")
        .tag("status", Integer.toString(status))
        .register(registry);
  }

  private Timer tokens(String result) {
    return Metrics.timer("chats.websocket.tokens", "Tokens of clients that were judged")
        .tag("result", result)
        .register(registry);
  }

  private Counter cuts(String reason) {
    return Counter.builder("chats.websocket.cut")
        .description("Connections of clients that were cut, or never accepted, by the reason")
        .tag("reason", reason)
        .register(registry);
  }

  /** Callers pass names of a fixed set, so that the number of kinds is bounded. */
  private record Kind(String method, String what, String result) {}
}
