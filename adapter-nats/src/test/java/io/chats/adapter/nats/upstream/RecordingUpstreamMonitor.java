package io.chats.adapter.nats.upstream;

import io.chats.domain.port.TrafficMonitor;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Records the requests to other services. */
final class RecordingUpstreamMonitor implements TrafficMonitor {

  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

  /** One request, as it is counted. */
  record Call(String subject, String result, Duration took) {}

  /** All of them, in the order of their ends. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void request(String method, String path, String result, Duration took) {}

  @Override
  public void frame(String type, String result, Duration took) {}

  @Override
  public void upstream(String subject, String result, Duration took) {
    calls.add(new Call(subject, result, took));
  }
}
