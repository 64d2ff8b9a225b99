package io.chats.launcher.cluster;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * G6 Private: after the reply to an unsubscribe or a handing over nothing of that user's is stored,
 * nothing committed later is sent to them on any node, and within 1 s neither typing nor presence
 * goes either way; with NATS and without.
 */
@ExtendWith(SharedCluster.class)
class PrivateG6IT {

  private static final int TIMES = 4;

  private ChatsCluster cluster;

  @BeforeEach
  void use(ChatsCluster shared) {
    cluster = shared;
  }

  @Test
  void unsubscribing() {
    checkOften(this::unsubscribe, () -> {});
  }

  @Test
  void handingOver() {
    checkOften(this::handOver, () -> {});
  }

  @Test
  void unsubscribingWhileTwoNodesAreCutOffFromNats() {
    checkOften(this::unsubscribe, this::cutOff);
  }

  @Test
  void handingOverWhileTwoNodesAreCutOffFromNats() {
    checkOften(this::handOver, this::cutOff);
  }

  private void checkOften(Consumer<Trio> leave, Runnable before) {
    List<Leaving> all = Stream.generate(() -> new Leaving(cluster)).limit(TIMES).toList();
    try {
      before.run();
      Together.forEach(all, leaving -> leaving.check(() -> leave.accept(leaving.trio())));
    } finally {
      all.forEach(Leaving::close);
    }
  }

  /** The first node still takes requests from the bus. */
  private void cutOff() {
    cluster.node(1).cutOffNats();
    cluster.node(2).cutOffNats();
  }

  private void unsubscribe(Trio trio) {
    cluster
        .bus()
        .ask(
            "POST",
            "/chats/user/unsubscribe",
            Map.of("chat_id", trio.chat(), "user_id", trio.clientId()));
  }

  private void handOver(Trio trio) {
    cluster
        .bus()
        .ask(
            "PUT",
            "/chats/user/subscribe",
            Map.of(
                "chat_id", trio.chat(),
                "old_user_id", trio.clientId(),
                "new_user_id", cluster.newId()));
  }
}
