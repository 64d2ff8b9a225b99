package io.chats.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.testing.services.PrivateNats;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Under load, whatever fails: nothing acknowledged is lost, and everybody sees everything once. */
@ExtendWith(SharedCluster.class)
class FaultsIT {

  private final Scale scale = Scale.wanted();
  private final List<Excuse> excuses = new ArrayList<>();
  private ChatsCluster cluster;
  private String name;

  @BeforeEach
  void use(ChatsCluster shared, TestInfo test) {
    cluster = shared;
    name = test.getDisplayName();
  }

  @Test
  void eachNatsServerIsKilledInTurn() throws SQLException {
    try (Load load = start()) {
      for (PrivateNats server : cluster.nats().servers()) {
        server.kill();
        load.goOnFor(scale.outage().dividedBy(3));
        load.awaitMoreAcknowledged(2);
        server.startAgain();
        cluster.nats().awaitRoutes();
      }
      finish(load);
      load.assertUndisturbedBut();
    }
  }

  @Test
  void allNatsServersAreKilled() throws SQLException {
    try (Load load = start()) {
      cluster.nats().servers().forEach(PrivateNats::kill);
      load.goOnFor(scale.outage());
      load.awaitMoreAcknowledged(2);
      cluster.nats().servers().forEach(PrivateNats::startAgain);
      finish(load);
      load.assertUndisturbedBut();
    }
  }

  @Test
  void aNatsServerIsFrozen() throws SQLException {
    try (Load load = start()) {
      cluster.nats().server(0).freeze();
      load.goOnFor(scale.outage());
      load.awaitMoreAcknowledged(2);
      cluster.nats().server(0).thaw();
      finish(load);
      load.assertUndisturbedBut();
    }
  }

  @Test
  void aNodeIsCutOffFromNats() throws SQLException {
    try (Load load = start()) {
      cluster.node(1).cutOffNats();
      load.goOnFor(scale.outage());
      load.awaitMoreAcknowledged(2);
      cluster.node(1).reconnectNats();
      finish(load);
      load.assertUndisturbedBut();
    }
  }

  @Test
  void redisIsKilledAndFrozen() throws SQLException {
    try (Load load = start()) {
      cluster.redis().kill();
      load.goOnFor(scale.outage().dividedBy(2));
      load.awaitMoreAcknowledged(2);
      cluster.redis().startAgain();
      cluster.redis().freeze();
      load.goOnFor(scale.outage().dividedBy(2));
      load.awaitMoreAcknowledged(2);
      cluster.redis().thaw();
      finish(load);
      load.assertUndisturbedBut();
    }
  }

  @Test
  void theDatabaseIsKilled() throws SQLException {
    try (Load load = start()) {
      Instant from = Instant.now();
      cluster.mariaDb().kill();
      load.goOnFor(scale.outage());
      cluster.mariaDb().startAgain();
      excuses.add(Excuse.forAll(from, Instant.now()));
      load.awaitMoreAcknowledged(2);
      finish(load);
      load.assertUndisturbedBut();
    }
  }

  @Test
  void aNodeIsFrozen() throws SQLException {
    try (Load load = start()) {
      Instant from = Instant.now();
      cluster.node(2).freeze();
      load.goOnFor(scale.outage());
      cluster.node(2).thaw();
      excuses.add(new Excuse(Optional.of(cluster.node(2)), from, Instant.now()));
      load.awaitMoreAcknowledged(2);
      finish(load);
      load.assertUndisturbedBut();
    }
  }

  @Test
  void aNodeIsKilled() throws SQLException {
    try (Load load = start()) {
      cluster.node(0).kill();
      load.awaitAllConnected();
      load.goOnFor(scale.outage().dividedBy(2));
      finish(load);
      load.assertUndisturbedBut(cluster.node(0));
      assertThat(load.clientsOf(cluster.node(0))).allMatch(client -> !client.endings().isEmpty());
    }
  }

  @Test
  void allNodesAreRestartedOneAfterTheOther() throws SQLException {
    try (Load load = start()) {
      for (ClusterNode node : cluster.nodes()) {
        assertThat(node.stop()).isZero();
        load.awaitAllConnected();
        node.launch();
        node.awaitReady();
      }
      finish(load);
      assertThat(load.clients())
          .flatExtracting(LoadClient::endings)
          .filteredOn(Ending::wasUpToDate)
          .isNotEmpty()
          .allSatisfy(ending -> {
            assertThat(ending.code()).isEqualTo(1001);
            assertThat(ending.reason()).startsWith("reconnectAfterMs=");
          });
    }
  }

  private Load start() {
    return Load.start(cluster, scale.chats(), Seeds.next(name));
  }

  private void finish(Load load) throws SQLException {
    load.awaitMoreAcknowledged(2);
    Checker.check(cluster, load, excuses).print(name).assertHealedInTime();
  }
}
