package io.chats.adapter.monitoring.pinba;

import io.chats.domain.port.TrafficMonitor;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reports each request of the Bus API to a Pinba server (spec 9). Callers never wait: requests that
 * cannot be sent at once are queued, and dropped while the queue is full.
 */
public final class PinbaMonitor implements TrafficMonitor, AutoCloseable {

  private static final int MAX_WAITING = 4_096;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration MAX_FLUSH = Duration.ofMillis(500);

  private final BlockingQueue<PinbaEncoder.Request> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final LongAdder dropped = new LongAdder();
  private final PinbaSocket socket;
  private final String topic;
  private final Thread sender;
  private volatile boolean closed;

  /**
   * Starts a thread that sends.
   *
   * @param host a name or an address, an IPv6 one in brackets
   * @param topic the subject on which the requests arrive
   */
  public PinbaMonitor(String host, int port, String topic) {
    this.socket = new PinbaSocket(host, port);
    this.topic = topic;
    this.sender = Thread.ofPlatform().daemon().name("pinba").start(this::send);
  }

  @Override
  public void request(String method, String path, String result, Duration took) {
    if (closed || !waiting.offer(new PinbaEncoder.Request(method, path, result, took))) {
      dropped.increment();
    }
  }

  /** Does nothing: Pinba gets requests only. */
  @Override
  public void frame(String type, String result, Duration took) {}

  /** The number of requests that were dropped, since too many were queued. */
  public long dropped() {
    return dropped.sum();
  }

  /** Sends what is queued, for half a second at most. */
  @Override
  public void close() {
    closed = true;
    try {
      if (!sender.join(MAX_FLUSH)) {
        sender.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    socket.close();
  }

  private void send() {
    PinbaEncoder encoder = new PinbaEncoder(PinbaSocket.thisHost(), "apiConsumer", topic);
    try {
      while (!closed || !waiting.isEmpty()) {
        PinbaEncoder.Request next = waiting.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
          socket.send(encoder.encode(next));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }
}
