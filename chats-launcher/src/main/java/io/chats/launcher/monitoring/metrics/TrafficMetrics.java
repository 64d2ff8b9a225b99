package io.chats.launcher.monitoring.metrics;

import io.chats.domain.port.TrafficMonitor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Counts and times what comes in, by kind and result. */
public final class TrafficMetrics implements TrafficMonitor {

  private final MeterRegistry registry;

  public TrafficMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void request(String method, String path, String result, Duration took) {
    Latency.timer("chats.bus.requests", "Requests of the Bus API that were answered")
        .tags("method", method, "path", path, "result", result)
        .register(registry)
        .record(took);
  }

  @Override
  public void frame(String type, String result, Duration took) {
    Latency.timer("chats.websocket.frames", "Frames of clients that were handled")
        .tags("type", type, "result", result)
        .register(registry)
        .record(took);
  }

  @Override
  public void closed(int code) {
    Counter.builder("chats.websocket.closed")
        .description("Connections of clients that this node closed, by the code it gave")
        .tag("code", Integer.toString(code))
        .register(registry)
        .increment();
  }
}
