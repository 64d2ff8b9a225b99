package io.chats.launcher.cluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.launcher.cluster.harness.ChatsCluster;
import io.chats.launcher.cluster.harness.ClusterNode;
import io.chats.launcher.cluster.harness.LoadScale;
import io.chats.launcher.cluster.harness.RandomSeed;
import io.chats.launcher.cluster.harness.SharedCluster;
import io.chats.launcher.cluster.load.ConnectionEnd;
import io.chats.launcher.cluster.load.DeliveryDelays;
import io.chats.launcher.cluster.load.ExcusedPeriod;
import io.chats.launcher.cluster.load.Load;
import io.chats.launcher.cluster.load.LoadChecker;
import io.chats.launcher.cluster.load.LoadClient;
import io.chats.launcher.cluster.load.LoadResult;
import io.chats.launcher.harness.MostlyWaits;
import io.chats.testing.services.nats.PrivateNats;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * G1 to G5 under load, whatever fails: nothing acknowledged is lost, and every participant receives
 * everything once. Faults follow one another under one load, so that each also meets the
 * consequences of the one before.
 */
@MostlyWaits
@ExtendWith(SharedCluster.class)
class FaultsG1G2G3G4G5IT {

  /** The time at the end of a fault in which messages are still posted and acknowledged. */
  private static final Duration TALK = Duration.ofSeconds(2);

  private final LoadScale scale = LoadScale.wanted();
  private final List<ExcusedPeriod> excuses = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private ChatsCluster cluster;
  private String name;
  private Load load;

  @BeforeEach
  void start(ChatsCluster shared, TestInfo test) {
    cluster = shared;
    name = test.getDisplayName();
    load = Load.start(cluster, scale.chats(), RandomSeed.next(name));
  }

  @AfterEach
  void stop() {
    if (load != null) { // null when it could not be started
      load.close();
    }
  }

  @Test
  void theBusFails() throws SQLException {
    List<PrivateNats> servers = cluster.nats().servers();
    for (PrivateNats server : servers) {
      talkOn("a NATS server is killed", server::kill, server::startAgain);
      cluster.nats().awaitRoutes();
    }
    talkOn(
        "all NATS servers are killed",
        () -> servers.forEach(PrivateNats::kill),
        () -> servers.forEach(PrivateNats::startAgain));
    PrivateNats first = servers.getFirst();
    talkOn("a NATS server is frozen", first::freeze, first::thaw);
    ClusterNode lonely = cluster.node(1);
    talkOn("a node is cut off from NATS", lonely::cutOffNats, lonely::reconnectNats);
    finish();
    load.assertUndisturbedBut();
  }

  @Test
  void redisAndTheDatabaseFail() throws SQLException {
    talkOn("Redis is killed", cluster.redis()::kill, cluster.redis()::startAgain);
    talkOn("Redis is frozen", cluster.redis()::freeze, cluster.redis()::thaw);
    standStill(
        "the database is killed",
        load.clients(),
        cluster.database()::kill,
        cluster.database()::startAgain);
    finish();
    load.assertUndisturbedBut();
  }

  @Test
  void nodesAreFrozenAndKilled() throws SQLException {
    ClusterNode frozen = cluster.node(2);
    standStill("a node is frozen", load.clientsOn(frozen), frozen::freeze, frozen::thaw);
    load.assertUndisturbedBut();
    ClusterNode killed = cluster.node(0);
    talkOn("a node is killed", killed::kill, killed::launch);
    load.awaitAllConnected();
    load.assertUndisturbedBut(killed);
    assertThat(load.clientsOf(killed)).allMatch(client -> !client.endings().isEmpty());
    ClusterNode next = cluster.node(1);
    standStill(
        "a node is killed while the database is frozen",
        load.clients(),
        () -> {
          cluster.database().freeze();
          next.kill();
        },
        cluster.database()::thaw);
    assertThat(finish().failedSyncs()).isNotEmpty().allMatch(error -> error.contains("300"));
    load.assertUndisturbedBut(killed, next);
  }

  @Test
  void allNodesAreRestartedOneAfterTheOther() throws SQLException {
    for (ClusterNode node : cluster.nodes()) {
      Instant from = Instant.now();
      assertThat(node.stop()).isZero();
      node.launch();
      load.awaitAllConnected();
      node.awaitReady();
      faults.add(new Fault(node + " is restarted", from, Instant.now()));
    }
    finish();
    assertThat(load.clients())
        .flatExtracting(LoadClient::endings)
        .filteredOn(ConnectionEnd::wasUpToDate)
        .isNotEmpty()
        .allSatisfy(ending -> {
          assertThat(ending.code()).isEqualTo(1001);
          assertThat(ending.reason()).startsWith("reconnectAfterMs=");
        });
  }

  /** A fault during which messages are posted and delivered. */
  private void talkOn(String what, Runnable breaks, Runnable mends) {
    Instant from = Instant.now();
    breaks.run();
    Instant to = Instant.now().plus(scale.outage());
    load.goOnUntil(to.minus(TALK));
    load.awaitMoreAcknowledged(2);
    load.goOnUntil(to);
    mends.run();
    load.awaitMoreAcknowledged(1);
    faults.add(new Fault(what, from, Instant.now()));
  }

  /**
   * A fault during which nothing can be stored or delivered.
   *
   * @param clients the clients whom it concerns
   */
  private void standStill(String what, List<LoadClient> clients, Runnable breaks, Runnable mends) {
    Instant from = Instant.now();
    breaks.run();
    load.goOnUntil(Instant.now().plus(scale.outage()));
    mends.run();
    excuses.add(new ExcusedPeriod(clients, from, Instant.now()));
    load.awaitMoreAcknowledged(2);
    faults.add(new Fault(what, from, Instant.now()));
  }

  private LoadResult finish() throws SQLException {
    load.awaitMoreAcknowledged(2);
    LoadResult result = LoadChecker.check(cluster, load, excuses).print(name);
    for (Fault fault : faults) {
      DeliveryDelays meanwhile = result.delays().between(fault.from(), fault.to());
      System.out.printf("G5, %s: %s%n", fault.what(), meanwhile);
    }
    return result.assertHealedInTime();
  }
}
