package io.chats.launcher.cluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.cluster.harness.ChatsCluster;
import io.chats.launcher.cluster.harness.ClusterNode;
import io.chats.launcher.cluster.harness.InParallel;
import io.chats.launcher.cluster.harness.LoadScale;
import io.chats.launcher.cluster.harness.LongestTimes;
import io.chats.launcher.cluster.harness.Outage;
import io.chats.launcher.cluster.harness.SharedCluster;
import io.chats.launcher.cluster.harness.ThreeNodeChat;
import io.chats.launcher.harness.MostlyWaits;
import io.chats.launcher.harness.WsClient;
import io.chats.testing.services.nats.PrivateNats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * G5 Self-healing: every stored change reaches every connected participant within 5 s of its
 * commit, NATS up or down, or within 5 s after the node reaches the database again. Times are taken
 * from before the change is requested, which is earlier than its commit.
 */
@MostlyWaits
@ExtendWith(SharedCluster.class)
class SelfHealingG5IT {

  private static final int TRIOS = 8;
  private static final Duration BOUND = Duration.ofSeconds(5);

  private final List<ThreeNodeChat> trios = new ArrayList<>();
  private final LongestTimes times = new LongestTimes();
  private ChatsCluster cluster;

  @BeforeEach
  void meet(ChatsCluster shared) {
    cluster = shared;
    IntStream.range(0, TRIOS).forEach(i -> trios.add(ThreeNodeChat.meet(cluster)));
  }

  @AfterEach
  void part() {
    trios.forEach(ThreeNodeChat::close);
  }

  @Test
  void everyChangeWhileTwoNodesAreCutOffFromNats() {
    cutOff();
    InParallel.times(
        TRIOS,
        i -> {
          talk(trios.get(i));
          changeChat(i, trios.get(i));
        });
    verify("two nodes without NATS");
  }

  @Test
  void changesBySessionsWhileAllNatsServersAreKilled() {
    cluster.nats().servers().forEach(PrivateNats::kill);
    InParallel.forEach(trios, this::talk);
    verify("NATS killed");
  }

  @Test
  void changesBySessionsWhileAllNatsServersAreFrozen() {
    cluster.nats().servers().forEach(PrivateNats::freeze);
    InParallel.forEach(trios, this::talk);
    verify("NATS frozen");
  }

  @Test
  void commitsBeforeTheDatabaseWentOnceItIsBack() {
    LoadScale scale = LoadScale.wanted();
    List<JsonNode> first = trios.stream().map(t -> t.say(t.operator(), "first")).toList();
    trios.forEach(t -> t.awaitMessage("first"));
    cutOff();
    List<Runnable> seen = new ArrayList<>();
    for (int i = 0; i < TRIOS; i++) {
      seen.add(changeSomething(i, trios.get(i), first.get(i)));
    }
    cluster.database().freeze();
    Outage.last(scale.outage());
    long start = System.nanoTime();
    cluster.database().thaw();
    InParallel.forEach(
        seen,
        check -> {
          check.run();
          times.endNow("what was committed before", start);
        });
    verify("after the database was away");
  }

  /**
   * Makes a change of one of four kinds, committed when this returns; the result says how to see
   * it.
   */
  private Runnable changeSomething(int kind, ThreeNodeChat trio, JsonNode first) {
    return switch (kind % 4) {
      case 0 -> {
        trio.say(trio.operator(), "committed");
        yield () -> trio.awaitMessage("committed");
      }
      case 1 -> {
        trio.read(trio.operator(), first);
        trio.operator().awaitFrame(trio.isRead(first));
        yield () -> trio.awaitFrame("a read mark", trio.isRead(first));
      }
      case 2 -> {
        long late = cluster.newId();
        trio.subscribe(late, "doctor");
        yield () -> trio.awaitFrame("a new participant", trio.hasOpponent(late));
      }
      default -> {
        trio.closeChat();
        yield () -> trio.awaitFrame("closing", trio.isClosed());
      }
    };
  }

  /** The changes that sessions and other services make to a chat, of four kinds. */
  private void changeChat(int kind, ThreeNodeChat trio) {
    long late = cluster.newId();
    switch (kind % 4) {
      case 0 ->
          measure(
              "a new participant",
              () -> trio.subscribe(late, "doctor"),
              () -> trio.awaitFrame("a new participant", trio.hasOpponent(late)));
      case 1 ->
          measure(
              "handing over",
              () -> trio.handOver(trio.doctorId(), late),
              () -> {
                List<WsClient> staying = List.of(trio.operator(), trio.client());
                ThreeNodeChat.awaitFrame("handing over", staying, trio.hasOpponent(late));
                ThreeNodeChat.awaitFrame("leaving", List.of(trio.doctor()), trio.isLeft());
              });
      case 2 ->
          measure(
              "leaving",
              () -> trio.unsubscribe(trio.clientId()),
              () -> ThreeNodeChat.awaitFrame("leaving", List.of(trio.client()), trio.isLeft()));
      default ->
          measure(
              "closing", () -> trio.closeChat(), () -> trio.awaitFrame("closing", trio.isClosed()));
    }
  }

  /** The changes that need no bus: a message from each node, and a read mark from each. */
  private void talk(ThreeNodeChat trio) {
    List<WsClient> all = trio.all();
    long said = System.nanoTime();
    all.forEach(by -> by.post(trio.chat(), "by-" + all.indexOf(by), "text"));
    for (int i = 0; i < all.size(); i++) {
      trio.awaitMessage("by-" + i);
      times.endNow("a message", said);
    }
    List<JsonNode> messages = all.getFirst().messages(trio.chat());
    long read = System.nanoTime();
    for (int i = 0; i < all.size(); i++) {
      trio.read(all.get(i), messages.get(i));
    }
    for (JsonNode message : messages) {
      trio.awaitFrame("a read mark", trio.isRead(message));
      times.endNow("a read mark", read);
    }
  }

  private void measure(String kind, Runnable change, Runnable seen) {
    long start = System.nanoTime();
    change.run();
    seen.run();
    times.endNow(kind, start);
  }

  private void verify(String what) {
    times.print("G5, " + what).assertAllWithin(BOUND);
    for (ThreeNodeChat trio : trios) {
      assertThat(trio.all()).allMatch(WsClient::isOpen);
    }
  }

  /** The first node still takes requests from the bus. */
  private void cutOff() {
    Consumer<ClusterNode> cut = ClusterNode::cutOffNats;
    cluster.nodes().stream().skip(1).forEach(cut);
  }
}
