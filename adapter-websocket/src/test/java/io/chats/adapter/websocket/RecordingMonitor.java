package io.chats.adapter.websocket;

import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.TrafficMonitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records everything that is counted and reported. */
final class RecordingMonitor implements TrafficMonitor, FailureReporter {

  private final Queue<String> frames = new ConcurrentLinkedQueue<>();
  private final Queue<String> counted = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> closed = new ConcurrentLinkedQueue<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  @Override
  public void request(String method, String path, String result, Duration took) {
    throw new IllegalStateException("there are no requests here");
  }

  @Override
  public void frame(String type, String result, Duration took) {
    frames.add(type + " " + result);
  }

  @Override
  public void closed(int code) {
    closed.add(code);
  }

  @Override
  public void handshake(int status) {
    counted.add("handshake " + status);
  }

  @Override
  public void token(String result, Duration took) {
    counted.add("token " + result);
  }

  @Override
  public void cut(String reason) {
    counted.add("cut " + reason);
  }

  @Override
  public void unforeseen(Throwable failure, String during, Map<String, String> context) {
    failures.add(failure + " during " + during + " " + context);
  }

  /** The type and result of each frame, in the order of their completion. */
  List<String> frames() {
    return List.copyOf(frames);
  }

  /** The answers to handshakes, the judgements of tokens, and the cuts, in their order. */
  List<String> counted() {
    return List.copyOf(counted);
  }

  /** The codes with which connections were closed. */
  List<Integer> closed() {
    return List.copyOf(closed);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }
}
