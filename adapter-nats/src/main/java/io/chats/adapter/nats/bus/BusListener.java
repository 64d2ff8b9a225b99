package io.chats.adapter.nats.bus;

import io.chats.adapter.nats.bus.dispatch.InFlight;
import io.chats.adapter.nats.connection.LinkListener;
import io.chats.adapter.nats.connection.NatsLink;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests from the bus and answers them there (spec 3). Of all nodes that listen to a topic
 * exactly one gets each request. Listens again by itself whenever the link comes back.
 */
public final class BusListener {

  private static final Logger LOG = LoggerFactory.getLogger(BusListener.class);
  private static final String QUEUE_GROUP = "apiConsumer";

  private final NatsLink link;
  private final String topic;
  private final BusApi api;
  private final InFlight inFlight = InFlight.unbounded();
  private Dispatcher dispatcher;
  private boolean stopped;

  public BusListener(NatsLink link, String topic, BusApi api) {
    this.link = link;
    this.topic = topic;
    this.api = api;
  }

  /** Begins to take requests; does not wait for the link. */
  public void start() {
    link.listen(
        new LinkListener() {
          @Override
          public void connected(Connection connection) {
            listenOn(connection);
          }
        });
  }

  /**
   * Takes no more requests, and waits until those taken are answered, at most so long.
   *
   * @return whether all were
   */
  public boolean drain(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    boolean drained = drained(lastDispatcher(), timeout);
    boolean answered = inFlight.awaitIdle(Duration.ofNanos(end - System.nanoTime()));
    link.flush(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    return drained && answered;
  }

  /** The handler never blocks: what is too much is refused by the API, not dropped unseen. */
  private synchronized void listenOn(Connection connection) {
    if (!stopped) {
      dispatcher = connection.createDispatcher(this::handle).subscribe(topic, QUEUE_GROUP);
    }
  }

  /** After this there is no other. */
  private synchronized Dispatcher lastDispatcher() {
    stopped = true;
    return dispatcher;
  }

  private void handle(Message message) {
    String replyTo = message.getReplyTo();
    inFlight.tryAcquire(0);
    var unused =
        api.handle(message.getData(), link.maxPayload())
            .whenComplete((reply, failure) -> reply(replyTo, reply));
  }

  private void reply(String replyTo, byte[] reply) {
    try {
      if (replyTo != null && !link.publish(replyTo, reply)) {
        LOG.debug("a reply was dropped: the bus is away or congested");
      }
    } finally {
      inFlight.release(0);
    }
  }

  private static boolean drained(Dispatcher dispatcher, Duration timeout)
      throws InterruptedException {
    if (dispatcher == null || !dispatcher.isActive()) {
      return true;
    }
    try {
      CompletableFuture<Boolean> drained = dispatcher.drain(timeout);
      return drained.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      return false;
    }
  }
}
