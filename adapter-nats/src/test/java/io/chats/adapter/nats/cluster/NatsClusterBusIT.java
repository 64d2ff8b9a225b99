package io.chats.adapter.nats.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chats.adapter.nats.connection.LoggedLines;
import io.chats.adapter.nats.connection.TestNode;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.ClusterBus.ClusterSubscription;
import io.chats.testing.services.nats.PrivateNats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests cluster subscriptions and announcements while NATS fails. */
class NatsClusterBusIT {

  private static final String PREFIX = "test.cluster";
  private static final ChatId CHAT = new ChatId(1);
  private static final UserId USER = new UserId(7);

  private final Queue<ChatAnnouncement> heard = new ConcurrentLinkedQueue<>();
  private final AtomicInteger losses = new AtomicInteger();
  private PrivateNats nats;
  private TestNode here;
  private TestNode there;
  private ClusterBus follower;
  private ClusterBus sender;

  @BeforeEach
  void start() {
    nats = PrivateNats.start();
    here = TestNode.on(nats);
    there = TestNode.on(nats);
    follower = new NatsClusterBus(here.events(), PREFIX, here.executor());
    sender = new NatsClusterBus(there.events(), PREFIX, there.executor());
    follower.onGap(losses::incrementAndGet);
  }

  @AfterEach
  void stop() {
    there.close();
    here.close();
    nats.close();
  }

  @Test
  void subscribesAgainAfterTheServerWasKilledAndReportsTheGap() {
    follower.subscribe(CHAT, heard::add);
    awaitReceived();
    nats.kill();
    here.awaitDown();
    assertThat(losses).hasValue(0);
    nats.startAgain();
    here.awaitUp();
    await().untilAsserted(() -> assertThat(losses).hasValue(1));
    awaitReceived();
  }

  @Test
  void aQueryDoesNotWaitForANodeThatHangs() {
    follower.onQuery(NatsClusterBusIT::answer);
    CompletableFuture<SessionAnswer> never = new CompletableFuture<>();
    try (TestNode hanging = TestNode.on(nats)) {
      new NatsClusterBus(hanging.events(), PREFIX, hanging.executor())
          .onQuery(query -> never.join());
      await().untilAsserted(() -> assertThat(ask()).hasSize(1));
      long start = System.nanoTime();
      assertThat(ask()).hasSize(1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      never.cancel(true);
    }
  }

  @Test
  void aQueryWhileTheServerIsAwayHasNoAnswer() {
    follower.onQuery(NatsClusterBusIT::answer);
    nats.kill();
    there.awaitDown();
    assertThat(ask()).isEmpty();
  }

  @Test
  void queriesAreAnsweredAgainAfterAReconnect() {
    follower.onQuery(NatsClusterBusIT::answer);
    nats.kill();
    here.awaitDown();
    nats.startAgain();
    here.awaitUp();
    there.awaitUp();
    await().untilAsserted(() -> assertThat(ask()).hasSize(1));
  }

  private static SessionAnswer answer(SessionQuery query) {
    return new SessionAnswer(new NodeId("node of " + query.user()), List.of());
  }

  private List<SessionAnswer> ask() {
    return sender.ask(new SessionQuery.Find(USER)).toCompletableFuture().join();
  }

  @Test
  void takesWhatIsAskedOfItWhileTheServerIsAway() {
    ClusterSubscription ended = follower.subscribe(new ChatId(2), heard::add);
    nats.kill();
    here.awaitDown();
    there.awaitDown();
    sender.announce(typing(CHAT, "lost"));
    sender.notify(USER, new UserNotice.MembershipChanged(CHAT));
    follower.subscribe(CHAT, heard::add);
    ended.close();
    nats.startAgain();
    here.awaitUp();
    there.awaitUp();
    sender.announce(typing(new ChatId(2), "not followed any more"));
    awaitReceived();
    assertThat(heard).allMatch(announcement -> announcement.chat().equals(CHAT));
  }

  @Test
  void neverWaitsForAFrozenServer() {
    follower.subscribe(CHAT, heard::add);
    awaitReceived();
    nats.freeze();
    long start = System.nanoTime();
    String status = "x".repeat(1000);
    for (int i = 0; i < 100_000; i++) {
      sender.announce(typing(CHAT, status));
    }
    List<ClusterSubscription> followings =
        LongStream.range(2, 10_002)
            .mapToObj(chat -> sender.subscribe(new ChatId(chat), heard::add))
            .toList();
    followings.forEach(ClusterSubscription::close);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    nats.thaw();
    there.awaitUp();
    heard.clear();
    awaitReceived();
  }

  @Test
  void followsManyAgain() {
    int many = 20_000;
    LongStream.rangeClosed(1, many)
        .forEach(chat -> follower.subscribe(new ChatId(chat), heard::add));
    await()
        .untilAsserted(() -> {
          sender.announce(typing(new ChatId(many), "last"));
          assertThat(heard).isNotEmpty();
        });
    nats.kill();
    here.awaitDown();
    there.awaitDown();
    nats.startAgain();
    here.awaitUp();
    there.awaitUp();
    heard.clear();
    LongStream.rangeClosed(1, many).forEach(chat -> sender.announce(closed(new ChatId(chat))));
    await().untilAsserted(() -> assertThat(heard).hasSize(many));
  }

  @Test
  void reportsAGapWhenListenersAreTooSlow() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    follower.subscribe(USER, notice -> awaitQuietly(held));
    follower.subscribe(CHAT, heard::add);
    awaitReceived();
    int before = losses.get();
    sender.notify(USER, new UserNotice.MembershipChanged(CHAT));
    String status = "x".repeat(10_000);
    // More than the library holds for a listener that blocks.
    for (int i = 0; i < 8_000; i++) {
      sender.announce(typing(CHAT, status));
      if (i % 500 == 0) {
        there.events().flush(Duration.ofSeconds(5));
      }
    }
    there.events().flush(Duration.ofSeconds(5));
    held.countDown();
    await().untilAsserted(() -> assertThat(losses.get()).isGreaterThan(before));
    assertThat(heard.size()).isLessThan(8_000);
    awaitReceived();
  }

  @Test
  void skipsSignalsAndNoChangesWhileListenersAreTooSlow() {
    NatsClusterBus slow = new NatsClusterBus(here.events(), PREFIX, here.executor());
    CountDownLatch held = new CountDownLatch(1);
    slow.subscribe(USER, notice -> awaitQuietly(held));
    slow.subscribe(CHAT, heard::add);
    awaitReceived();
    heard.clear();
    sender.notify(USER, new UserNotice.MembershipChanged(CHAT));
    int many = 10_000;
    for (int i = 0; i < many; i++) {
      sender.announce(i % 2 == 0 ? typing(CHAT, "flood") : closed(CHAT));
      if (i % 500 == 0) {
        there.events().flush(Duration.ofSeconds(5));
      }
    }
    there.events().flush(Duration.ofSeconds(5));
    here.events().flush(Duration.ofSeconds(5));
    held.countDown();
    await()
        .untilAsserted(() -> assertThat(heard).filteredOn(closed(CHAT)::equals).hasSize(many / 2));
    assertThat(slow.skippedSignals()).isPositive();
    await()
        .untilAsserted(
            () -> assertThat(heard.size() + slow.skippedSignals()).isGreaterThanOrEqualTo(many));
  }

  @Test
  void aListenerThatFailsKeepsNothingFromOthers() {
    follower.subscribe(
        CHAT,
        announcement -> {
          throw new StackOverflowError("the listener's own");
        });
    follower.subscribe(CHAT, heard::add);
    awaitReceived();
    AtomicInteger calls = new AtomicInteger();
    NatsClusterBus unsure =
        new NatsClusterBus(
            here.events(),
            PREFIX,
            task -> {
              if (calls.getAndIncrement() == 0) {
                throw new RejectedExecutionException("no thread");
              }
              here.executor().execute(task);
            });
    AtomicInteger gaps = new AtomicInteger();
    unsure.onGap(() -> {});
    unsure.onGap(() -> {
      throw new StackOverflowError("the listener's own");
    });
    unsure.onGap(gaps::incrementAndGet);
    nats.restart();
    await().untilAsserted(() -> assertThat(gaps.get()).isPositive());
    awaitReceived();
  }

  @Test
  void countsWhatItCannotSend() {
    NatsClusterBus cut = new NatsClusterBus(there.events(), PREFIX, there.executor());
    nats.kill();
    there.awaitDown();
    cut.announce(typing(CHAT, "lost"));
    cut.announce(closed(CHAT));
    cut.announce(closed(CHAT));
    cut.notify(USER, new UserNotice.MembershipChanged(CHAT));
    assertThat(cut.droppedSignals()).isEqualTo(1);
    assertThat(cut.droppedChanges()).isEqualTo(2);
    assertThat(cut.droppedNotices()).isEqualTo(1);
  }

  @Test
  void dropsWhatItCannotReadAndSaysSoNowAndThen() {
    try (LoggedLines log = new LoggedLines()) {
      follower.subscribe(CHAT, heard::add);
      awaitReceived();
      for (int i = 0; i < 100; i++) {
        there.events().publish(PREFIX + ".chat.1", "news".getBytes(StandardCharsets.UTF_8));
      }
      heard.clear();
      awaitReceived();
      assertThat(log.all()).hasSize(1).allMatch(line -> line.contains("cannot be read"));
    }
  }

  @Test
  void keepsDeploymentsApart() {
    ClusterBus stranger = new NatsClusterBus(there.events(), "other.cluster", there.executor());
    follower.subscribe(CHAT, heard::add);
    awaitReceived();
    heard.clear();
    stranger.announce(typing(CHAT, "of another deployment"));
    awaitReceived();
    assertThat(heard).allMatch(typing(CHAT, "hello")::equals);
    assertThat(NatsClusterBus.prefixOf("dev.1.1")).isEqualTo("dev.1.1.cluster");
  }

  @Test
  void startsWithoutAServer() {
    nats.kill();
    try (TestNode node = new TestNode(nats.url(), Optional.empty())) {
      ClusterBus bus = new NatsClusterBus(node.events(), PREFIX, node.executor());
      bus.subscribe(CHAT, heard::add);
      bus.announce(typing(CHAT, "lost"));
      nats.startAgain();
      node.awaitUp();
      there.awaitUp();
      awaitReceived();
    }
  }

  /** Announces until an announcement is received. */
  private void awaitReceived() {
    ChatAnnouncement hello = typing(CHAT, "hello");
    await()
        .untilAsserted(() -> {
          sender.announce(hello);
          assertThat(heard).contains(hello);
        });
  }

  private static ChatChange closed(ChatId chat) {
    return new ChatChange(chat, 1, 2, 1, new ChatChange.Closed());
  }

  private static ChatSignal typing(ChatId chat, String status) {
    return new ChatSignal(chat, USER, new ChatSignal.Typing(status));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
