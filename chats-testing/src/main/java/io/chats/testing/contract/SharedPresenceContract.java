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

/** What {@link PresenceRegistry} promises where it is shared by many nodes. */
public abstract class SharedPresenceContract extends PresenceRegistryContract {

  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final Duration LONGER = Duration.ofSeconds(1);

  private PresenceNode here;
  private PresenceNode there;

  /** One more node of the same installation, which can know presence; the subclass ends it. */
  protected abstract PresenceNode newNode();

  /** Nobody reaches the shared part; or everybody does again. */
  protected abstract void setAway(boolean away);

  /** The shared part loses all it knows. */
  protected abstract void forget();

  /** Longer than a node may be silent until its users are taken over. */
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
  void knowsWhoIsOnAnotherNode() {
    assertThat(there.registry().arrived(both)).containsOnly(offline(rowan), offline(willow));
    assertThat(here.registry().of(both)).containsOnly(online(rowan), online(willow));
    assertThat(here.registry().arrived(List.of(rowan))).containsOnly(online(rowan));
    assertThat(there.registry().left(both)).containsOnly(online(rowan), offline(willow));
    assertThat(there.registry().of(both)).containsOnly(online(rowan), offline(willow));
    assertThat(there.registry().offlineSince(both)).containsOnlyKeys(willow);
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
    Told told = new Told(here, there);
    await().atMost(patience()).until(() -> told.poll().offline.contains(rowan));
    assertThat(here.registry().of(both)).containsOnly(offline(rowan), online(willow));
    assertThat(here.registry().offlineSince(both)).containsOnlyKeys(rowan);
    told.pollFor(LONGER);
    assertThat(told.offline).containsExactly(rowan);
    assertThat(told.online).isEmpty();
    assertThat(there.registry().takeAbsent(Duration.ZERO, 10)).containsExactly(rowan);
  }

  @Test
  void takesWhoComesBackBeforeTheNodeIsMissedForNeverGone() {
    PresenceNode third = newNode();
    third.registry().arrived(both);
    third.kill();
    await()
        .atMost(patience())
        .until(() -> here.registry().of(both).containsValue(Presence.OFFLINE));
    assertThat(here.registry().arrived(List.of(rowan))).containsOnly(online(rowan));
    assertThat(there.registry().arrived(List.of(willow))).containsOnly(online(willow));
    assertThat(there.registry().left(List.of(willow))).containsOnly(offline(willow));
    Told told = new Told(here, there);
    told.pollFor(MOMENT);
    assertThat(told.offline).isEmpty();
  }

  @Test
  void handsOutTheUsersOfTwoNodesKilledAtOnceOnce() {
    PresenceNode third = newNode();
    PresenceNode fourth = newNode();
    third.registry().arrived(both);
    fourth.registry().arrived(both);
    third.kill();
    fourth.kill();
    Told told = new Told(here, there);
    await().atMost(patience()).until(() -> told.poll().offline.size() >= 2);
    told.pollFor(LONGER);
    assertThat(told.offline).containsExactlyInAnyOrderElementsOf(both);
  }

  @Test
  void reportsTheUsersOfANodeThatWasSilentAnewWhenItReturns() {
    there.registry().arrived(both);
    there.freeze();
    Told told = new Told(here);
    await().atMost(patience()).until(() -> told.poll().offline.size() == 2);
    there.thaw();
    await().until(() -> here.registry().of(both).values().stream().allMatch(this::isOnline));
    Told returned = new Told(there);
    await().until(() -> returned.poll().online.size() == 2);
    told.pollFor(MOMENT);
    returned.pollFor(MOMENT);
    assertThat(told.offline).containsExactlyInAnyOrderElementsOf(both);
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
    Told told = new Told(here, there);
    await().atMost(patience()).until(() -> told.poll().offline.size() >= many.size());
    told.pollFor(MOMENT);
    assertThat(told.offline).hasSameSizeAs(many).containsAll(many);
    assertThat(here.registry().of(many).values()).containsOnly(Presence.OFFLINE);
  }

  @Test
  void knowsItsOwnUsersWhileTheRestIsAway() {
    here.registry().arrived(List.of(rowan));
    there.registry().arrived(List.of(willow));
    setAway(true);
    assertThat(here.registry().of(both)).containsOnly(online(rowan), unknown(willow));
    assertThat(here.registry().offlineSince(both)).isEmpty();
    UserId newcomer = many(1).getFirst();
    assertThat(here.registry().arrived(List.of(newcomer))).containsOnly(unknown(newcomer));
    assertThat(here.registry().left(List.of(rowan))).containsOnly(unknown(rowan));
    assertThat(here.registry().of(both)).containsOnly(unknown(rowan), unknown(willow));
    assertThat(here.registry().takeChanges(10)).isEqualTo(Changes.NONE);
    assertThat(here.registry().takeAbsent(Duration.ZERO, 10)).isEmpty();

    setAway(false);
    Told told = new Told(here, there);
    await().until(() -> told.poll().offline.contains(rowan));
    assertThat(there.registry().of(List.of(rowan, newcomer)))
        .containsOnly(offline(rowan), online(newcomer));
    assertThat(here.registry().of(both)).containsOnly(offline(rowan), online(willow));
    told.pollFor(MOMENT);
    assertThat(told.offline).containsExactly(rowan);
    assertThat(told.online).isEmpty();
  }

  @Test
  void takesNobodyForOfflineWhenAllWasForgotten() {
    here.registry().arrived(many(2000));
    there.registry().arrived(both);
    Told told = new Told(here, there);
    forget();
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> {
          var found = here.registry().of(both);
          assertThat(found).doesNotContainValue(Presence.OFFLINE);
          told.poll();
          return !found.containsValue(Presence.UNKNOWN);
        });
    await().until(() -> there.registry().of(many(2000)).values().stream().allMatch(this::isOnline));
    assertThat(there.registry().left(List.of(rowan))).doesNotContain(offline(rowan));
    await().until(() -> told.poll().offline.contains(rowan));
    told.pollFor(MOMENT);
    assertThat(told.offline).containsExactly(rowan);
    assertThat(told.online).isEmpty();
    assertThat(here.registry().offlineSince(both)).containsOnlyKeys(rowan);
  }

  private boolean isOnline(Presence presence) {
    return presence == Presence.ONLINE;
  }

  /** What some nodes were handed out, in order. */
  private static final class Told {

    private final List<PresenceNode> nodes;
    private final List<UserId> online = new ArrayList<>();
    private final List<UserId> offline = new ArrayList<>();

    Told(PresenceNode... nodes) {
      this.nodes = List.of(nodes);
    }

    Told poll() {
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
