package io.chats.adapter.nats.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.nats.connection.LoggedLines;
import io.chats.adapter.nats.connection.TestNode;
import io.chats.testing.services.nats.NatsOptions;
import io.chats.testing.services.nats.PrivateNats;
import io.chats.testing.services.nats.PrivateNatsCluster;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that hear each other know it when they do so no more. */
class ClusterHeartbeatsIT {

  private static final String PREFIX = "chats.1.0.cluster";

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final LoggedLines log = new LoggedLines();

  @AfterEach
  void stop() {
    log.close();
    timer.shutdownNow();
  }

  @Test
  void aRouteThatIsCutBetweenTwoServersIsKnownOnBothSidesUntilItIsBack() {
    try (PrivateNatsCluster pair =
            PrivateNatsCluster.startPair(NatsOptions.DEFAULT.withoutAdvertising());
        TestNode one = TestNode.on(pair.server(0));
        TestNode other = TestNode.on(pair.server(1));
        ClusterHeartbeats ones = heartbeats(one, "one");
        ClusterHeartbeats others = heartbeats(other, "other")) {
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(10))
          .until(() -> ones.hearsAll() && others.hearsAll());
      pair.cutRoute();
      soon().until(() -> ones.silent().contains("other") && others.silent().contains("one"));
      assertThat(log.all())
          .contains(
              "WARN Node other is not heard any more: it died, or NATS does not carry its"
                  + " announcements to this node");
      pair.restoreRoute();
      soon().until(() -> ones.hearsAll() && others.hearsAll());
      assertThat(log.all()).contains("INFO Node one is heard again");
    }
  }

  @Test
  void aNodeThatSaysFarewellIsNotMissed() {
    try (PrivateNats nats = PrivateNats.start();
        TestNode one = TestNode.on(nats);
        TestNode other = TestNode.on(nats);
        ClusterHeartbeats ones = heartbeats(one, "one")) {
      ClusterHeartbeats others = heartbeats(other, "other");
      await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(9)).until(ones::hearsAll);
      others.close();
      other.requests().flush(Duration.ofSeconds(1));
      await().during(Duration.ofSeconds(8)).atMost(Duration.ofSeconds(10)).until(ones::hearsAll);
    }
  }

  @Test
  void aNodeThatDiedIsMissedForAWhile() {
    try (PrivateNats nats = PrivateNats.start();
        TestNode one = TestNode.on(nats);
        TestNode other = TestNode.on(nats);
        ClusterHeartbeats ones =
            new ClusterHeartbeats(
                one.events(), PREFIX, "one", one.executor(), timer, Duration.ofSeconds(8))) {
      ClusterHeartbeats others = heartbeats(other, "other");
      await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(9)).until(ones::hearsAll);
      other.close();
      soon().until(() -> ones.silent().contains("other"));
      others.close();
      soon().until(ones::hearsAll);
      assertThat(log.all()).anyMatch(line -> line.contains("Node other is taken for dead"));
    }
  }

  @Test
  void aNodeThatIsAloneMissesNobody() {
    try (PrivateNats nats = PrivateNats.start();
        TestNode one = TestNode.on(nats);
        ClusterHeartbeats ones = heartbeats(one, "one")) {
      await().during(Duration.ofSeconds(7)).atMost(Duration.ofSeconds(9)).until(ones::hearsAll);
      nats.restart();
      one.awaitUp();
      assertThat(ones.hearsAll()).isTrue();
    }
  }

  /** Two installations on one NATS do not miss each other's nodes. */
  @Test
  void anotherInstallationIsNotHeard() {
    try (PrivateNats nats = PrivateNats.start();
        TestNode one = TestNode.on(nats);
        TestNode other = TestNode.on(nats);
        ClusterHeartbeats ones = heartbeats(one, "one")) {
      ClusterHeartbeats others =
          new ClusterHeartbeats(other.events(), "chats.2.0.cluster", "x", other.executor(), timer);
      await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(9)).until(ones::hearsAll);
      other.close();
      await().during(Duration.ofSeconds(7)).atMost(Duration.ofSeconds(9)).until(ones::hearsAll);
      others.close();
    }
  }

  private ClusterHeartbeats heartbeats(TestNode node, String name) {
    return new ClusterHeartbeats(node.events(), PREFIX, name, node.executor(), timer);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(10));
  }
}
