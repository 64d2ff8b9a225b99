package io.chats.adapter.nats.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.nats.connection.TestNode;
import io.chats.testing.services.nats.PrivateNatsCluster;
import io.nats.client.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A node whose server dies goes on with another one of the cluster. */
class BusFailoverIT {

  private static final String TOPIC = "chats.1.1";
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void repliesOverTheNewConnectionToRequestsOfTheLostOne() {
    Semaphore gate = new Semaphore(0);
    try (PrivateNatsCluster cluster = PrivateNatsCluster.start(2);
        TestNode node = TestNode.on(cluster.server(0));
        TestNode caller = TestNode.on(cluster.server(1));
        BusDriver bus = new BusDriver()) {
      bus.chats.before = call -> gate.acquireUninterruptibly();
      new BusListener(node.requests(), TOPIC, bus.api()).start();
      Instant connected = node.requests().state().since();
      CompletableFuture<Message> reply = askedAndTaken(caller, gate);

      cluster.server(0).kill();
      await().until(() -> node.requests().state().since().isAfter(connected));
      node.awaitUp();
      gate.release();
      assertThat(reply.orTimeout(10, TimeUnit.SECONDS).join().getData())
          .isEqualTo("{\"data\":{\"result\":true}}".getBytes(UTF_8));
    }
  }

  private static CompletableFuture<Message> askedAndTaken(TestNode caller, Semaphore gate) {
    byte[] request = BusDriver.envelope("POST", "/chats/status", "{\"chat_id\":1}").getBytes(UTF_8);
    // Interest takes a moment to spread over the cluster; until then no service is there to ask.
    return await()
        .until(
            () -> {
              var reply = caller.requests().request(TOPIC, request, LONG);
              await().atMost(LONG).until(() -> reply.isDone() || gate.hasQueuedThreads());
              return reply;
            },
            reply -> !reply.isDone());
  }
}
