package io.chats.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.launcher.e2e.BesideOthers;
import io.chats.testing.services.PrivateNats;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Under load, whatever fails: nothing acknowledged is lost, and everybody sees everything once.
 * Faults follow one another under one load, so that each also meets what the one before has left
 * behind.
 */
@BesideOthers
@ExtendWith(SharedCluster.class)
class FaultsIT {

  private final Scale scale = Scale.wanted();
  private final List<Excuse> excuses = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private ChatsCluster cluster;
  private String name;
  private Load load;

  @BeforeEach
  void start(ChatsCluster shared, TestInfo test) {
    cluster = shared;
    name = test.getDisplayName();
    load = Load.start(cluster, scale.chats(), Seeds.next(name));
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
    Duration third = scale.outage().dividedBy(3);
    for (PrivateNats server : servers) {
      talkOn("a NATS server is killed", third, server::kill, server::startAgain);
      cluster.nats().awaitRoutes();
    }
    talkOn(
        "all NATS servers are killed",
        scale.outage(),
        () -> servers.forEach(PrivateNats::kill),
        () -> servers.forEach(PrivateNats::startAgain));
    PrivateNats first = servers.getFirst();
    talkOn("a NATS server is frozen", scale.outage(), first::freeze, first::thaw);
    ClusterNode lonely = cluster.node(1);
    talkOn(
        "a node is cut off from NATS", scale.outage(), lonely::cutOffNats, lonely::reconnectNats);
    finish();
    load.assertUndisturbedBut();
  }

  @Test
  void redisAndTheDatabaseFail() throws SQLException {
    Duration half = scale.outage().dividedBy(2);
    talkOn("Redis is killed", half, cluster.redis()::kill, cluster.redis()::startAgain);
    talkOn("Redis is frozen", half, cluster.redis()::freeze, cluster.redis()::thaw);
    standStill(
        "the database is killed",
        Optional.empty(),
        cluster.mariaDb()::kill,
        cluster.mariaDb()::startAgain);
    finish();
    load.assertUndisturbedBut();
  }

  @Test
  void nodesAreFrozenAndKilled() throws SQLException {
    ClusterNode frozen = cluster.node(2);
    standStill("a node is frozen", Optional.of(frozen), frozen::freeze, frozen::thaw);
    load.assertUndisturbedBut();
    ClusterNode killed = cluster.node(0);
    talkOn("a node is killed", scale.outage().dividedBy(2), killed::kill, load::awaitAllConnected);
    load.assertUndisturbedBut(killed);
    assertThat(load.clientsOf(killed)).allMatch(client -> !client.endings().isEmpty());
    ClusterNode next = cluster.node(1);
    standStill(
        "a node is killed while the database is frozen",
        Optional.empty(),
        () -> {
          cluster.mariaDb().freeze();
          next.kill();
        },
        cluster.mariaDb()::thaw);
    assertThat(finish().failedSyncs()).isNotEmpty().allMatch(error -> error.contains("300"));
    load.assertUndisturbedBut(killed, next);
  }

  @Test
  void allNodesAreRestartedOneAfterTheOther() throws SQLException {
    for (ClusterNode node : cluster.nodes()) {
      Instant from = Instant.now();
      assertThat(node.stop()).isZero();
      load.awaitAllConnected();
      node.launch();
      node.awaitReady();
      faults.add(new Fault(node + " is restarted", from, Instant.now()));
    }
    finish();
    assertThat(load.clients())
        .flatExtracting(LoadClient::endings)
        .filteredOn(Ending::wasUpToDate)
        .isNotEmpty()
        .allSatisfy(ending -> {
          assertThat(ending.code()).isEqualTo(1001);
          assertThat(ending.reason()).startsWith("reconnectAfterMs=");
        });
  }

  /** A fault in which people have to get on with each other. */
  private void talkOn(String what, Duration time, Runnable breaks, Runnable mends) {
    Instant from = Instant.now();
    breaks.run();
    load.goOnFor(time);
    load.awaitMoreAcknowledged(2);
    mends.run();
    load.awaitMoreAcknowledged(2);
    faults.add(new Fault(what, from, Instant.now()));
  }

  /**
   * A fault in which nothing can be stored or delivered.
   *
   * @param node whose clients it concerns; all if empty
   */
  private void standStill(
      String what, Optional<ClusterNode> node, Runnable breaks, Runnable mends) {
    Instant from = Instant.now();
    breaks.run();
    load.goOnFor(scale.outage());
    mends.run();
    excuses.add(new Excuse(node, from, Instant.now()));
    load.awaitMoreAcknowledged(2);
    faults.add(new Fault(what, from, Instant.now()));
  }

  private Verdict finish() throws SQLException {
    load.awaitMoreAcknowledged(2);
    Verdict verdict = Checker.check(cluster, load, excuses).print(name);
    for (Fault fault : faults) {
      Delays meanwhile = verdict.delays().between(fault.from(), fault.to());
      System.out.printf("G5, %s: %s%n", fault.what(), meanwhile);
    }
    return verdict.assertHealedInTime();
  }
}
