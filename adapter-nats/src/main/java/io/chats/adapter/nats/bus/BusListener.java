package io.chats.adapter.nats.bus;

import io.chats.adapter.nats.bus.dispatch.InFlight;
import io.chats.adapter.nats.bus.reply.EncodedReply;
import io.chats.adapter.nats.connection.LinkListener;
import io.chats.adapter.nats.connection.NatsLink;
import io.chats.support.LogThrottle;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives requests from the bus and replies to them there (spec 3). Each request reaches exactly
 * one of the nodes that listen to a topic. The listener subscribes again whenever the link is back.
 * Safe for use by any thread.
 */
public final class BusListener {

  private static final Logger LOG = LoggerFactory.getLogger(BusListener.class);
  private static final String QUEUE_GROUP = "apiConsumer";

  private final NatsLink link;
  private final String topic;
  private final BusApi api;
  private final InFlight inFlight = new InFlight(Integer.MAX_VALUE, Long.MAX_VALUE);
  private final LongAdder unsent = new LongAdder();
  private final LongAdder oversized = new LongAdder();
  private final LogThrottle lines = new LogThrottle(Duration.ofMinutes(1));
  private Dispatcher dispatcher;
  private boolean stopped;

  public BusListener(NatsLink link, String topic, BusApi api) {
    this.link = link;
    this.topic = topic;
    this.api = api;
  }

  /** Begins to receive requests; does not wait for the link. */
  public void start() {
    link.listen(new Subscription());
  }

  /**
   * Receives no more requests, and blocks until those received are answered.
   *
   * @param timeout the longest wait
   * @return whether all were answered
   */
  public boolean drain(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    boolean drained = drained(lastDispatcher(), timeout);
    boolean answered = inFlight.awaitIdle(Duration.ofNanos(end - System.nanoTime()));
    link.flush(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    return drained && answered;
  }

  /** The handler never blocks: the API refuses what is too much, so the library drops nothing. */
  private synchronized void listenOn(Connection connection) {
    if (!stopped) {
      dispatcher = connection.createDispatcher(this::handle).subscribe(topic, QUEUE_GROUP);
    }
  }

  private synchronized void listenAgain() {
    if (!stopped) {
      dispatcher.unsubscribe(topic).subscribe(topic, QUEUE_GROUP);
    }
  }

  private final class Subscription implements LinkListener {

    @Override
    public void connected(Connection connection) {
      listenOn(connection);
    }

    @Override
    public boolean resubscribe(String denied) {
      boolean isOurs = denied.equals(topic);
      if (isOurs) {
        listenAgain();
      }
      return isOurs;
    }
  }

  /** The dispatcher of the last subscription: no further one is made. */
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
      if (replyTo != null) {
        send(replyTo, reply);
      }
    } finally {
      inFlight.release(0);
    }
  }

  /** The server may be another one by now, which takes less than the one of the request. */
  private void send(String replyTo, byte[] reply) {
    boolean fits = reply.length <= link.maxPayload();
    if (!fits) {
      oversized.increment();
      warn("larger than NATS takes now; its caller gets an error");
    }
    if (!link.publish(replyTo, fits ? reply : EncodedReply.TOO_LARGE_TO_SEND.bytes())) {
      unsent.increment();
      warn("not sent: NATS is away or congested; its caller gets none");
    }
  }

  private void warn(String what) {
    if (lines.tryAcquire()) {
      LOG.warn("A reply of the Bus API was {}. More are counted, and logged once a minute", what);
    }
  }

  /** The number of replies since the start that could not be sent, since NATS was away. */
  public long unsentReplies() {
    return unsent.sum();
  }

  /** The number of replies since the start that were replaced by an error: they were too large. */
  public long oversizedReplies() {
    return oversized.sum();
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
