package io.chats.application.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Simulation;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SpellId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ReminderStore.Spell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests which clients are reminded, when, and how often. */
class ReminderTickTest {

  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration PUSH = Duration.ofSeconds(1);
  private static final Duration LEASE = PUSH.multipliedBy(2).plusSeconds(1);
  private static final UserId CLIENT = new UserId(1);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Simulation simulation = Simulation.inOrder();
  private final InMemoryReminders store = new InMemoryReminders(simulation::now);
  private final FakePresence presence = new FakePresence(simulation::now);
  private final RecordingPushService pushes = new RecordingPushService();
  private final List<String> failures = new ArrayList<>();

  @Test
  void aClientWhoWasOfflineForAStepIsRemindedOnce() {
    presence.left(CLIENT, simulation.now().minus(STEP));
    Spell spell = open(CLIENT, Duration.ZERO);
    start();
    simulation.pass(STEP.multipliedBy(5));
    assertThat(pushes.all())
        .containsExactly(
            new RecordingPushService.Push(
                spell.id(), CLIENT, spell.order(), "from doctor", "read"));
    assertThat(store.isReminded(spell.id())).isTrue();
    assertThat(failures).isEmpty();
  }

  @Test
  void aClientWhoWasOfflineForLessThanAStepWaits() {
    presence.left(CLIENT, simulation.now().plusMillis(1));
    open(CLIENT, Duration.ofHours(1));
    start();
    simulation.pass(STEP);
    assertThat(pushes.all()).isEmpty();
    simulation.pass(STEP);
    assertThat(pushes.all()).hasSize(1);
  }

  @Test
  void forAClientWhoWasNeverSeenTheFirstUnreadMessageCounts() {
    open(CLIENT, Duration.ofMillis(-1));
    start();
    simulation.pass(STEP);
    assertThat(pushes.all()).isEmpty();
    simulation.pass(STEP);
    assertThat(pushes.all()).hasSize(1);
  }

  @Test
  void aClientWhoMayBeOnlineWaitsAndIsRemindedLater() {
    for (Presence is : List.of(Presence.ONLINE, Presence.UNKNOWN)) {
      presence.set(CLIENT, is);
      Spell spell = open(CLIENT, Duration.ofDays(1));
      Ticker ticker = start();
      simulation.pass(STEP.multipliedBy(3));
      assertThat(pushes.ids()).doesNotContain(spell.id());
      presence.left(CLIENT, simulation.now());
      simulation.pass(STEP.multipliedBy(2));
      assertThat(pushes.ids()).containsOnlyOnce(spell.id());
      ticker.close();
    }
  }

  @Test
  void aClientWhoComesAtTheLastMomentIsNotReminded() {
    open(CLIENT, Duration.ofDays(1));
    presence.afterLookUp(() -> presence.set(CLIENT, Presence.ONLINE));
    start();
    simulation.pass(STEP);
    assertThat(pushes.all()).isEmpty();
  }

  @Test
  void onlineClientsDelayNoOtherReminder() {
    LongStream.rangeClosed(100, 1099)
        .forEach(user -> {
          presence.set(new UserId(user), Presence.ONLINE);
          open(new UserId(user), Duration.ofDays(1));
        });
    Spell spell = open(CLIENT, Duration.ofMinutes(1));
    start();
    simulation.pass(STEP);
    assertThat(pushes.ids()).containsExactly(spell.id());
    assertThat(presence.lookUps()).hasSizeLessThan(10);
  }

  @Test
  void manyClientsAreRemindedOnceEachBySeveralNodes() {
    List<SpellId> all =
        LongStream.rangeClosed(1, 600)
            .mapToObj(user -> open(new UserId(user), Duration.ofHours(1)).id())
            .toList();
    start();
    start();
    start();
    simulation.pass(STEP.multipliedBy(3));
    assertThat(pushes.ids()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void aRefusedPushIsRetriedWithTheSameIdWhenTheClaimExpires() {
    Spell spell = open(CLIENT, Duration.ofHours(1));
    pushes.take(push -> false);
    start();
    simulation.pass(Duration.ofSeconds(1));
    assertThat(pushes.ids()).containsExactly(spell.id());
    assertThat(store.claim(spell.id(), new NodeId("x"), LEASE)).isFalse();
    pushes.take(push -> true);
    simulation.pass(STEP.multipliedBy(3));
    assertThat(pushes.ids()).containsExactly(spell.id(), spell.id());
    assertThat(store.isReminded(spell.id())).isTrue();
  }

  @Test
  void aPushThatCannotBeRecordedIsRetriedWithTheSameId() {
    Spell spell = open(CLIENT, Duration.ofHours(1));
    pushes.take(push -> {
      store.setAway(true);
      return true;
    });
    start();
    simulation.pass(STEP.multipliedBy(3));
    assertThat(failures).containsExactly("tick StoreUnavailableException");
    pushes.take(push -> true);
    store.setAway(false);
    simulation.pass(STEP.multipliedBy(3));
    assertThat(pushes.ids()).containsExactly(spell.id(), spell.id());
  }

  @Test
  void aPushThatIsAlwaysRefusedIsRetriedEverMoreRarely() {
    Spell never = open(CLIENT, Duration.ofDays(1));
    pushes.take(push -> !push.id().equals(never.id()));
    start();
    simulation.pass(Duration.ofMinutes(10));
    assertThat(pushes.ids().size()).isBetween(4, 12);
    Spell other = open(new UserId(2), Duration.ofHours(1));
    simulation.pass(STEP);
    assertThat(pushes.ids()).contains(other.id());
  }

  @Test
  void aFailureOfOneReminderIsReportedAndDelaysNoOther() {
    Spell bad = open(CLIENT, Duration.ofDays(1));
    Spell good = open(new UserId(2), Duration.ofHours(1));
    pushes.take(push -> {
      if (push.id().equals(bad.id())) {
        throw new IllegalStateException("broken");
      }
      return true;
    });
    start();
    simulation.pass(STEP);
    assertThat(store.isReminded(good.id())).isTrue();
    assertThat(failures).containsExactly("reminder IllegalStateException");
  }

  /** Somebody else holds the row of a spell, say. */
  @Test
  void aReminderThatGetsNoAnswerIsSetAsideEverLongerAndDelaysNoOther() {
    Spell stuck = open(CLIENT, Duration.ofDays(1));
    store.stick(stuck.id());
    Spell good = open(new UserId(2), Duration.ofHours(1));
    start();
    simulation.pass(STEP);
    assertThat(store.isReminded(good.id())).isTrue();
    simulation.pass(STEP.multipliedBy(30));
    assertThat(store.triedClaims(stuck.id())).isBetween(4, 10);
    assertThat(failures).isEmpty();
    store.loosen(stuck.id());
    simulation.pass(STEP.multipliedBy(30));
    assertThat(store.isReminded(stuck.id())).isTrue();
  }

  @Test
  void whenAllGetNoAnswerItIsAnOutage() {
    LongStream.rangeClosed(1, 200)
        .forEach(user -> store.stick(open(new UserId(user), Duration.ofHours(1)).id()));
    start();
    simulation.pass(Duration.ofSeconds(1));
    assertThat(failures).containsExactly("tick StoreUnavailableException");
  }

  @Test
  void aFailureToLookForUnreadMessagesDelaysNoReminder() {
    store.failToRefresh();
    Spell spell = open(CLIENT, Duration.ofHours(1));
    start();
    simulation.pass(Duration.ofSeconds(1));
    assertThat(store.isReminded(spell.id())).isTrue();
    assertThat(failures).containsExactly("tick IllegalStateException");
  }

  @Test
  void whatIsOverIsPurgedInStepsAndThenLeftAloneForAnHour() {
    store.setStepsToPurge(3);
    start();
    simulation.pass(STEP.multipliedBy(10));
    assertThat(store.purges()).isEqualTo(3);
    simulation.pass(Duration.ofMinutes(61));
    assertThat(store.purges()).isEqualTo(6);
  }

  @Test
  void eachOutageOfTheDatabaseIsReportedOnce() {
    store.setAway(true);
    start();
    simulation.pass(STEP.multipliedBy(4));
    assertThat(failures).containsExactly("tick StoreUnavailableException");
    store.setAway(false);
    simulation.pass(STEP);
    store.setAway(true);
    simulation.pass(STEP.multipliedBy(4));
    assertThat(failures).hasSize(2);
  }

  @Test
  void aTickThatTakesTooLongLeavesTheRestToTheNext() {
    List<SpellId> all =
        LongStream.rangeClosed(1, 60)
            .mapToObj(user -> open(new UserId(user), Duration.ofHours(1)).id())
            .toList();
    pushes.take(push -> {
      simulation.tick(Duration.ofSeconds(1));
      return true;
    });
    start();
    simulation.pass(STEP);
    assertThat(pushes.all()).hasSizeBetween(5, 20);
    simulation.pass(STEP.multipliedBy(20));
    assertThat(pushes.ids()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void afterTheEndNothingIsDone() {
    Ticker ticker = start();
    simulation.pass(STEP);
    ticker.close();
    int refreshes = store.refreshes();
    open(CLIENT, Duration.ofHours(1));
    simulation.pass(STEP.multipliedBy(3));
    assertThat(store.refreshes()).isEqualTo(refreshes).isPositive();
    assertThat(pushes.all()).isEmpty();
  }

  @Test
  void processesThatStartTogetherTickApart() {
    start(() -> 0);
    start(() -> Long.MAX_VALUE >>> 1);
    simulation.pass(Duration.ofMillis(10));
    assertThat(store.refreshes()).isEqualTo(1);
    simulation.pass(STEP);
    assertThat(store.refreshes()).isEqualTo(3);
  }

  private Ticker start() {
    return start(() -> 0);
  }

  /** The first tick comes at once when the random number is 0. */
  private Ticker start(RandomGenerator random) {
    return Ticker.start(
        new ReminderPorts(
            store,
            presence,
            pushes,
            (failure, during, context) ->
                failures.add(during + " " + failure.getClass().getSimpleName())),
        author -> new ReminderText("from " + author.name().toLowerCase(Locale.ROOT), "read"),
        TickerSettings.of(STEP, PUSH),
        new NodeId("node"),
        () -> Duration.between(START, simulation.now()).toNanos(),
        Runnable::run, // a tick waits for its pushes, which would block the simulation
        simulation.environment().timer(),
        random);
  }

  /** Opens an unread spell of a client that began that long ago. */
  private Spell open(UserId client, Duration ago) {
    Instant first = simulation.now().minus(ago);
    SpellId id = new SpellId("spell of " + client + " since " + first);
    Spell spell =
        new Spell(
            id, new ChatId(client.value()), new OrderId(7), client, UserType.DOCTOR, first, ago, 0);
    store.open(spell);
    return spell;
  }
}
