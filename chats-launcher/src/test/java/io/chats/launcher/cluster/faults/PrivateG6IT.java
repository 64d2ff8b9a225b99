package io.chats.launcher.cluster.faults;

import io.chats.launcher.cluster.harness.ChatsCluster;
import io.chats.launcher.cluster.harness.InParallel;
import io.chats.launcher.cluster.harness.SharedCluster;
import io.chats.launcher.cluster.harness.ThreeNodeChat;
import io.chats.launcher.harness.MostlyWaits;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * G6 Private: after the reply to an unsubscribe or a handover nothing of that user is stored,
 * nothing committed later is sent to them on any node, and within 1 s typing and presence end both
 * ways; with NATS and without.
 */
@MostlyWaits
@ExtendWith(SharedCluster.class)
class PrivateG6IT {

  private static final int TIMES_EACH = 3;

  private ChatsCluster cluster;

  @BeforeEach
  void use(ChatsCluster shared) {
    cluster = shared;
  }

  @Test
  void unsubscribedOrReplacedByAnother() {
    checkOften(() -> {});
  }

  @Test
  void unsubscribedOrReplacedByAnotherWhileTwoNodesAreCutOffFromNats() {
    checkOften(this::cutOff);
  }

  private void checkOften(Runnable before) {
    List<LeavingDrill> unsubscribed = chats();
    List<LeavingDrill> replaced = chats();
    List<LeavingDrill> all = Stream.of(unsubscribed, replaced).flatMap(List::stream).toList();
    try {
      before.run();
      InParallel.forEach(
          all,
          leaving ->
              leaving.check(() -> {
                ThreeNodeChat trio = leaving.trio();
                if (unsubscribed.contains(leaving)) {
                  trio.unsubscribe(trio.clientId());
                } else {
                  trio.handOver(trio.clientId(), cluster.newId());
                }
              }));
    } finally {
      all.forEach(LeavingDrill::close);
    }
  }

  private List<LeavingDrill> chats() {
    return Stream.generate(() -> new LeavingDrill(cluster)).limit(TIMES_EACH).toList();
  }

  /** The first node still takes requests from the bus. */
  private void cutOff() {
    cluster.node(1).cutOffNats();
    cluster.node(2).cutOffNats();
  }
}
