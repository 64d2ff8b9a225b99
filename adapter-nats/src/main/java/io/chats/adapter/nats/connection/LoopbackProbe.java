package io.chats.adapter.nats.connection;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Checks that this node receives its own messages: one of its connections sends, the other
 * receives. That proves more than a connection that is up. Safe for use by any thread.
 */
public final class LoopbackProbe {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final NatsLink sender;
  private final String subject;
  private final Map<String, CountDownLatch> awaited = new ConcurrentHashMap<>();

  /**
   * @param subject the subject of the messages, unique to this node
   */
  public LoopbackProbe(NatsConnections connections, String subject) {
    this.sender = connections.requests();
    this.subject = subject;
    connections.events().listen(new Subscription());
  }

  /**
   * Sends a message and blocks until it is received. It is sent again meanwhile, since the first
   * one may overtake the subscription on the other connection.
   *
   * @param timeout the longest wait
   * @return whether the message was received
   */
  public boolean hearsItself(Duration timeout) throws InterruptedException {
    String text = UUID.randomUUID().toString();
    CountDownLatch received = new CountDownLatch(1);
    awaited.put(text, received);
    try {
      long end = System.nanoTime() + timeout.toNanos();
      for (long left = timeout.toNanos(); left > 0; left = end - System.nanoTime()) {
        sender.publish(subject, text.getBytes(StandardCharsets.US_ASCII));
        if (received.await(Math.min(left, PAUSE.toNanos()), TimeUnit.NANOSECONDS)) {
          return true;
        }
      }
      return false;
    } finally {
      awaited.remove(text);
    }
  }

  private final class Subscription implements LinkListener {

    private volatile Dispatcher dispatcher;

    @Override
    public void connected(Connection connection) {
      dispatcher = connection.createDispatcher(message -> received(message.getData()));
      dispatcher.subscribe(subject);
    }

    @Override
    public boolean resubscribe(String denied) {
      if (!denied.equals(subject)) {
        return false;
      }
      dispatcher.unsubscribe(subject).subscribe(subject);
      return true;
    }
  }

  private void received(byte[] payload) {
    CountDownLatch waiting = awaited.get(new String(payload, StandardCharsets.US_ASCII));
    if (waiting != null) {
      waiting.countDown();
    }
  }
}
