package io.chats.adapter.monitoring.pinba;

import io.chats.domain.port.TrafficMonitor;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells a Pinba server of each request of the Bus API (spec 9). Nothing waits for it: what it
 * cannot be told at once waits in a bounded queue, and is dropped when that is full.
 */
public final class PinbaMonitor implements TrafficMonitor, AutoCloseable {

  private static final int MOST_WAITING = 4_096;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final BlockingQueue<PinbaRequest> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final LongAdder dropped = new LongAdder();
  private final PinbaSocket socket;
  private final String topic;
  private final Thread sender;
  private volatile boolean closed;

  /**
   * Begins to send, in a thread of its own.
   *
   * @param topic on which the requests come
   */
  public PinbaMonitor(String host, int port, String topic) {
    this.socket = new PinbaSocket(host, port);
    this.topic = topic;
    this.sender = Thread.ofPlatform().daemon().name("pinba").start(this::send);
  }

  @Override
  public void request(String method, String path, String result, Duration took) {
    if (closed || !waiting.offer(new PinbaRequest(method, path, result, took))) {
      dropped.increment();
    }
  }

  /** Frames of clients are none of Pinba's. */
  @Override
  public void frame(String type, String result, Duration took) {}

  /** How many requests Pinba was not told of, since too many waited. */
  public long dropped() {
    return dropped.sum();
  }

  /** Sends what waits, for half a second at most. */
  @Override
  public void close() {
    closed = true;
    try {
      if (!sender.join(LAST_WORDS)) {
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
        PinbaRequest next = waiting.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
          socket.send(encoder.encode(next));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }
}
