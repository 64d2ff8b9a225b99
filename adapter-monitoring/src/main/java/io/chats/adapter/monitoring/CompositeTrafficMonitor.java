package io.chats.adapter.monitoring;

import io.chats.domain.port.TrafficMonitor;
import java.time.Duration;
import java.util.List;

/** Passes everything on to several monitors. */
record CompositeTrafficMonitor(List<TrafficMonitor> monitors) implements TrafficMonitor {

  CompositeTrafficMonitor {
    monitors = List.copyOf(monitors);
  }

  @Override
  public void request(String method, String path, String result, Duration took) {
    monitors.forEach(it -> it.request(method, path, result, took));
  }

  @Override
  public void frame(String type, String result, Duration took) {
    monitors.forEach(it -> it.frame(type, result, took));
  }

  @Override
  public void closed(int code) {
    monitors.forEach(it -> it.closed(code));
  }
}
