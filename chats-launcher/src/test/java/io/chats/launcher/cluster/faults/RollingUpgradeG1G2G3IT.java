package io.chats.launcher.cluster.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chats.launcher.cluster.harness.ChatsCluster;
import io.chats.launcher.cluster.harness.ClusterNode;
import io.chats.launcher.cluster.harness.LoadScale;
import io.chats.launcher.cluster.harness.RandomSeed;
import io.chats.launcher.cluster.load.ConnectionEnd;
import io.chats.launcher.cluster.load.Load;
import io.chats.launcher.cluster.load.LoadChecker;
import io.chats.launcher.cluster.load.LoadClient;
import io.chats.launcher.harness.MostlyWaits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nodes of the former version, of its own distribution, are replaced one by one under load: nothing
 * is lost, doubled or out of order, and nobody sees an error that restarts of the former version do
 * not cause. {@code -Dchats.former} names the unpacked distribution, which {@code
 * bin/lib/former.sh} builds; without one the test is reported as not run.
 */
@Tag("long")
@MostlyWaits
class RollingUpgradeG1G2G3IT {

  private static final String FORMER = "chats.former";
  private static final String ERROR = "\"level\":\"ERROR\"";

  private final LoadScale scale = LoadScale.wanted();
  private ChatsCluster cluster;

  @BeforeEach
  void startFormerVersion() {
    String folder = System.getProperty(FORMER, "");
    assumeTrue(
        !folder.isEmpty() && Files.isDirectory(Path.of(folder).resolve("lib")),
        "there is no distribution of the former version: set -Dchats.former to one, such as"
            + " bin/lib/former.sh builds where the history is there");
    cluster = ChatsCluster.start(Path.of(folder));
  }

  @AfterEach
  void stop() {
    if (cluster != null) { // null without a former version
      cluster.close();
    }
  }

  @Test
  void losesNothingAndGivesNoNewErrors() throws SQLException {
    Set<String> usual = errorsWhileRestarting("former version", node -> {});
    Set<String> upgrading = errorsWhileRestarting("upgrade", cluster::upgrade);
    System.out.printf("errors of restarts: %s, of the upgrade: %s%n", usual, upgrading);
    assertThat(usual).containsAll(upgrading);
  }

  /** Restarts all nodes, one after the other, and compares what everybody saw. */
  private Set<String> errorsWhileRestarting(String what, Consumer<ClusterNode> change)
      throws SQLException {
    Set<String> errors = new TreeSet<>();
    try (Load load = Load.start(cluster, scale.chats(), RandomSeed.next(what));
        BusCalls calls = BusCalls.start(cluster)) {
      for (ClusterNode node : cluster.nodes()) {
        assertThat(node.stop()).isZero();
        errors.addAll(errorsIn(node));
        change.accept(node);
        node.launch();
        load.awaitAllConnected();
        node.awaitReady();
        load.awaitMoreAcknowledged(2);
      }
      LoadChecker.check(cluster, load, List.of()).print(what).assertHealedInTime();
      assertThat(load.clients())
          .flatExtracting(LoadClient::endings)
          .filteredOn(ConnectionEnd::wasUpToDate)
          .isNotEmpty()
          .allSatisfy(ending -> assertThat(ending.code()).isEqualTo(1001));
      errors.addAll(load.errors());
      errors.addAll(calls.errors());
    }
    cluster.nodes().forEach(node -> errors.addAll(errorsIn(node)));
    return errors;
  }

  /** Without the times, so that the same error is the same. */
  private static List<String> errorsIn(ClusterNode node) {
    return node.output()
        .lines()
        .filter(line -> line.contains(ERROR))
        .map(line -> line.replaceAll("\"time\":\"[^\"]*\",", ""))
        .toList();
  }
}
