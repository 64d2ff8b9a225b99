package io.chats.testing.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.PresenceRegistry.Changes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link PresenceRegistry} that many nodes share, for each implementation. */
public abstract class SharedPresenceContract extends PresenceRegistryContract {

  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final Duration LONGER = Duration.ofSeconds(1);

  private PresenceNode here;
  private PresenceNode there;

  /**
   * Returns one more node of the same installation, in which presence can be known; the subclass
   * ends it.
   */
  protected abstract PresenceNode newNode();

  /** Makes the shared part unreachable for all nodes, or reachable again. */
  protected abstract void setAway(boolean away);

  /** Makes the shared part lose all its data. */
  protected abstract void forget();

  /** A time after which the users of a silent node have been taken over. */
  protected abstract Duration patience();

  @BeforeEach
  void startNodes() {
    here = newNode();
    there = newNode();
    await().until(() -> here.registry().of(List.of(rowan)).containsValue(Presence.OFFLINE));
  }

  @Override
  protected PresenceRegistry registry() {
    return here.registry();
  }

  @Test
  void returnsThePresenceOfUsersOnOtherNodes() {
    assertThat(there.registry().arrived(both)).containsOnly(offline(rowan), offline(willow));
    assertThat(here.registry().of(both)).containsOnly(online(rowan), online(willow));
    assertThat(here.registry().arrived(List.of(rowan))).containsOnly(online(rowan));
    assertThat(there.registry().left(both)).containsOnly(online(rowan), offline(willow));
    assertThat(there.registry().of(both)).containsOnly(online(rowan), offline(willow));
    assertThat(there.registry().offlineFor(both)).containsOnlyKeys(willow);
    assertThat(here.registry().left(List.of(rowan))).containsOnly(offline(rowan));
  }

  @Test
  void handsOutADepartureToOneNode() {
    there.registry().arrived(both);
    there.registry().left(both);
    here.registry().arrived(List.of(willow));
    List<UserId> handedOut = new ArrayList<>(there.registry().takeAbsent(Duration.ZERO, 10));
    handedOut.addAll(here.registry().takeAbsent(Duration.ZERO, 10));
    assertThat(handedOut).containsExactly(rowan);
  }

  @Test
  void handsOutTheUsersOfAKilledNodeOnce() {
    PresenceNode third = newNode();
    third.registry().arrived(both);
    here.registry().arrived(List.of(willow));
    third.kill();
    assertThat(here.registry().of(both)).containsOnly(online(rowan), online(willow));
    TakenChanges taken = new TakenChanges(here, there);
    await().atMost(patience()).until(() -> taken.poll().offline.contains(rowan));
    assertThat(here.registry().of(both)).containsOnly(offline(rowan), online(willow));
    assertThat(here.registry().offlineFor(both)).containsOnlyKeys(rowan);
    taken.pollFor(LONGER);
    assertThat(taken.offline).containsExactly(rowan);
    assertThat(taken.online).isEmpty();
    assertThat(there.registry().takeAbsent(Duration.ZERO, 10)).containsExactly(rowan);
  }

  @Test
  void reportsNoDepartureOfUsersWhoReturnBeforeTheNodeIsMissed() {
    PresenceNode third = newNode();
    third.registry().arrived(both);
    third.kill();
    await()
        .atMost(patience())
        .until(() -> here.registry().of(both).containsValue(Presence.OFFLINE));
    assertThat(here.registry().arrived(List.of(rowan))).containsOnly(online(rowan));
    assertThat(there.registry().arrived(List.of(willow))).containsOnly(online(willow));
    assertThat(there.registry().left(List.of(willow))).containsOnly(offline(willow));
    TakenChanges taken = new TakenChanges(here, there);
    taken.pollFor(MOMENT);
    assertThat(taken.offline).isEmpty();
  }

  @Test
  void handsOutTheUsersOfTwoNodesKilledAtOnceOnce() {
    PresenceNode third = newNode();
    PresenceNode fourth = newNode();
    third.registry().arrived(both);
    fourth.registry().arrived(both);
    third.kill();
    fourth.kill();
    TakenChanges taken = new TakenChanges(here, there);
    await().atMost(patience()).until(() -> taken.poll().offline.size() >= 2);
    taken.pollFor(LONGER);
    assertThat(taken.offline).containsExactlyInAnyOrderElementsOf(both);
  }

  @Test
  void reportsTheUsersOfASilentNodeAgainWhenItReturns() {
    there.registry().arrived(both);
    there.freeze();
    TakenChanges taken = new TakenChanges(here);
    await().atMost(patience()).until(() -> taken.poll().offline.size() == 2);
    there.thaw();
    await().until(() -> here.registry().of(both).values().stream().allMatch(this::isOnline));
    TakenChanges returned = new TakenChanges(there);
    await().until(() -> returned.poll().online.size() == 2);
    taken.pollFor(MOMENT);
    returned.pollFor(MOMENT);
    assertThat(taken.offline).containsExactlyInAnyOrderElementsOf(both);
    assertThat(returned.online).containsExactlyInAnyOrderElementsOf(both);
    assertThat(there.registry().left(both)).containsOnly(offline(rowan), offline(willow));
  }

  @Test
  void handsOutTheUsersOfAStoppedNodeAtOnce() {
    there.registry().arrived(both);
    here.registry().arrived(List.of(willow));
    there.stop();
    assertThat(here.registry().of(both)).containsOnly(offline(rowan), online(willow));
    assertThat(here.registry().takeChanges(10).offline()).containsExactly(rowan);
    assertThat(here.registry().takeChanges(10)).isEqualTo(Changes.NONE);
  }

  @Test
  void handsOutAllOfManyOnce() {
    PresenceNode third = newNode();
    List<UserId> many = many(5000);
    third.registry().arrived(many);
    third.kill();
    TakenChanges taken = new TakenChanges(here, there);
    await().atMost(patience()).until(() -> taken.poll().offline.size() >= many.size());
    taken.pollFor(MOMENT);
    assertThat(taken.offline).hasSameSizeAs(many).containsAll(many);
    assertThat(here.registry().of(many).values()).containsOnly(Presence.OFFLINE);
  }

  @Test
  void knowsItsOwnUsersWhileTheSharedPartIsUnreachable() {
    here.registry().arrived(List.of(rowan));
    there.registry().arrived(List.of(willow));
    setAway(true);
    assertThat(here.registry().of(both)).containsOnly(online(rowan), unknown(willow));
    assertThat(here.registry().offlineFor(both)).isEmpty();
    UserId newcomer = many(1).getFirst();
    assertThat(here.registry().arrived(List.of(newcomer))).containsOnly(unknown(newcomer));
    assertThat(here.registry().left(List.of(rowan))).containsOnly(unknown(rowan));
    assertThat(here.registry().of(both)).containsOnly(unknown(rowan), unknown(willow));
    assertThat(here.registry().takeChanges(10)).isEqualTo(Changes.NONE);
    assertThat(here.registry().takeAbsent(Duration.ZERO, 10)).isEmpty();

    setAway(false);
    TakenChanges taken = new TakenChanges(here, there);
    await().until(() -> taken.poll().offline.contains(rowan));
    assertThat(there.registry().of(List.of(rowan, newcomer)))
        .containsOnly(offline(rowan), online(newcomer));
    assertThat(here.registry().of(both)).containsOnly(offline(rowan), online(willow));
    taken.pollFor(MOMENT);
    assertThat(taken.offline).containsExactly(rowan);
    assertThat(taken.online).isEmpty();
  }

  @Test
  void reportsNoUserAsOfflineWhenAllDataWasLost() {
    here.registry().arrived(many(2000));
    there.registry().arrived(both);
    TakenChanges taken = new TakenChanges(here, there);
    forget();
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> {
          var found = here.registry().of(both);
          assertThat(found).doesNotContainValue(Presence.OFFLINE);
          taken.poll();
          return !found.containsValue(Presence.UNKNOWN);
        });
    await().until(() -> there.registry().of(many(2000)).values().stream().allMatch(this::isOnline));
    assertThat(there.registry().left(List.of(rowan))).doesNotContain(offline(rowan));
    await().until(() -> taken.poll().offline.contains(rowan));
    taken.pollFor(MOMENT);
    assertThat(taken.offline).containsExactly(rowan);
    assertThat(taken.online).isEmpty();
    assertThat(here.registry().offlineFor(both)).containsOnlyKeys(rowan);
  }

  private boolean isOnline(Presence presence) {
    return presence == Presence.ONLINE;
  }

  /** Changes that some nodes took, in order. */
  private static final class TakenChanges {

    private final List<PresenceNode> nodes;
    private final List<UserId> online = new ArrayList<>();
    private final List<UserId> offline = new ArrayList<>();

    TakenChanges(PresenceNode... nodes) {
      this.nodes = List.of(nodes);
    }

    TakenChanges poll() {
      for (PresenceNode node : nodes) {
        Changes changes = node.registry().takeChanges(100);
        online.addAll(changes.online());
        offline.addAll(changes.offline());
      }
      assertThat(new HashSet<>(offline)).as("each once").hasSameSizeAs(offline);
      return this;
    }

    void pollFor(Duration time) {
      long end = System.nanoTime() + time.toNanos();
      await()
          .atMost(60, SECONDS)
          .until(() -> {
            poll();
            return System.nanoTime() > end;
          });
    }
  }
}
