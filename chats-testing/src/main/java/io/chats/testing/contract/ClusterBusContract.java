package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.NodeId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.ClusterBus.ClusterSubscription;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The promises of {@link ClusterBus}, for each implementation. */
public abstract class ClusterBusContract {

  private static final ChatId CHAT = new ChatId(1);
  private static final ChatId OTHER_CHAT = new ChatId(11);
  private static final UserId USER = new UserId(1);
  private static final UserId OTHER_USER = new UserId(11);

  // A sender announces this until the follower receives it: then the subscription is active.
  private static final ChatSignal HELLO =
      new ChatSignal(CHAT, USER, new ChatSignal.Typing("hello?"));

  private final Queue<ChatAnnouncement> received = new ConcurrentLinkedQueue<>();
  private final Queue<UserNotice> told = new ConcurrentLinkedQueue<>();

  /** Returns one more connected node of the same cluster; the subclass closes it. */
  protected abstract ClusterBus newNode();

  @Test
  void carriesAnnouncementsOfAChatToItsSubscribersInOrder() {
    ClusterBus follower = newNode();
    ClusterBus sender = newNode();
    subscribe(follower, sender, CHAT);
    List<ChatChange> changes = LongStream.rangeClosed(1, 1000).mapToObj(this::closing).toList();
    changes.forEach(sender::announce);
    await().untilAsserted(() -> assertThat(received).hasSize(1000));
    assertThat(received).containsExactlyElementsOf(changes);
  }

  @Test
  void carriesNoticesToTheSubscribersOfAUser() {
    ClusterBus follower = newNode();
    ClusterBus sender = newNode();
    follower.subscribe(USER, told::add);
    UserNotice membership = new UserNotice.MembershipChanged(CHAT);
    UserNotice show =
        new UserNotice.Deliver(new ClientEvent.ConsultationUpdated(new OrderId(3), true));
    await()
        .untilAsserted(() -> {
          sender.notify(USER, membership);
          assertThat(told).contains(membership);
        });
    sender.notify(OTHER_USER, membership);
    sender.notify(USER, show);
    await().untilAsserted(() -> assertThat(told).contains(show));
  }

  @Test
  void carriesNothingOfOtherChats() {
    ClusterBus follower = newNode();
    ClusterBus sender = newNode();
    subscribe(follower, sender, CHAT);
    sender.announce(new ChatChange(OTHER_CHAT, 1, 2, 1, new ChatChange.Closed()));
    sender.announce(closing(5));
    await().untilAsserted(() -> assertThat(received).isNotEmpty());
    assertThat(received).containsExactly(closing(5));
  }

  @Test
  void deliversNothingToTheSender() {
    ClusterBus follower = newNode();
    ClusterBus sender = newNode();
    subscribe(follower, sender, CHAT);
    follower.announce(closing(1));
    sender.announce(closing(2));
    await().untilAsserted(() -> assertThat(received).isNotEmpty());
    assertThat(received).containsExactly(closing(2));
  }

  @Test
  void servesTwoSubscriptionsOfOneNodeIndependently() {
    ClusterBus follower = newNode();
    ClusterBus sender = newNode();
    Queue<ChatAnnouncement> alsoReceived = new ConcurrentLinkedQueue<>();
    ClusterSubscription first = subscribe(follower, sender, CHAT);
    ClusterSubscription second = follower.subscribe(CHAT, alsoReceived::add);
    sender.announce(closing(1));
    await().untilAsserted(() -> assertThat(alsoReceived).containsExactly(closing(1)));

    first.close();
    first.close();
    sender.announce(closing(2));
    await().untilAsserted(() -> assertThat(alsoReceived).contains(closing(2)));
    assertThat(received).containsExactly(closing(1));
    second.close();
  }

  @Test
  void subscribesAgainAfterUnsubscribing() {
    ClusterBus follower = newNode();
    ClusterBus sender = newNode();
    subscribe(follower, sender, CHAT).close();
    subscribe(follower, sender, CHAT);
    sender.announce(closing(3));
    await().untilAsserted(() -> assertThat(received).containsExactly(closing(3)));
  }

  @Test
  void keepsAFailingListenerFromHarmingOthers() {
    ClusterBus follower = newNode();
    ClusterBus sender = newNode();
    follower.subscribe(
        CHAT,
        announcement -> {
          throw new IllegalStateException("a listener's own failure, which is logged");
        });
    subscribe(follower, sender, CHAT);
    sender.announce(closing(1));
    sender.announce(closing(2));
    await().untilAsserted(() -> assertThat(received).containsExactly(closing(1), closing(2)));
  }

  @Test
  void acceptsAnnouncementsWithoutSubscribers() {
    ClusterBus sender = newNode();
    assertThatCode(
            () -> {
              sender.announce(closing(1));
              sender.notify(USER, new UserNotice.MembershipChanged(CHAT));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void collectsTheAnswersOfAllOtherNodesToAQuery() {
    ClusterBus asker = newNode();
    answering(asker, "asker");
    answering(newNode(), "one");
    answering(newNode(), "two");
    await()
        .untilAsserted(() ->
            assertThat(ask(asker, new SessionQuery.Find(USER)))
                .containsExactlyInAnyOrder(
                    answer("one", "find " + USER), answer("two", "find " + USER)));
    assertThat(ask(asker, new SessionQuery.Close(OTHER_USER, "a reason")))
        .containsExactlyInAnyOrder(
            answer("one", "close 11 a reason"), answer("two", "close 11 a reason"));
  }

  @Test
  void aQueryEndsWhenNoOtherNodeAnswers() {
    ClusterBus alone = newNode();
    answering(alone, "alone");
    assertThat(ask(alone, new SessionQuery.Find(USER))).isEmpty();
  }

  @Test
  void aNodeThatFailsToAnswerHarmsNoOther() {
    ClusterBus asker = newNode();
    newNode()
        .onQuery(query -> {
          throw new IllegalStateException("a listener's own failure, which is logged");
        });
    answering(newNode(), "one");
    await()
        .untilAsserted(() ->
            assertThat(ask(asker, new SessionQuery.Find(USER)))
                .containsExactly(answer("one", "find " + USER)));
  }

  /** Answers with a session whose address says what was asked. */
  private static void answering(ClusterBus node, String name) {
    node.onQuery(query ->
        answer(
            name,
            switch (query) {
              case SessionQuery.Find find -> "find " + find.user();
              case SessionQuery.Close close -> "close " + close.user() + " " + close.reason();
            }));
  }

  private static SessionAnswer answer(String node, String address) {
    Instant since = Instant.parse("2026-01-01T00:00:00.123Z");
    return new SessionAnswer(
        new NodeId(node), List.of(new SessionAnswer.Session(new SessionId("s"), since, address)));
  }

  private static List<SessionAnswer> ask(ClusterBus node, SessionQuery query) {
    return node.ask(query).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  /**
   * Subscribes, and returns once the follower receives what the sender announces; nothing else has
   * been received by then.
   */
  private ClusterSubscription subscribe(ClusterBus follower, ClusterBus sender, ChatId chat) {
    ClusterSubscription following = follower.subscribe(chat, received::add);
    await()
        .untilAsserted(() -> {
          sender.announce(HELLO);
          assertThat(received).isNotEmpty();
        });
    // Announcements that were sent more than once are still on their way until this arrives.
    ChatSignal last = new ChatSignal(CHAT, USER, new ChatSignal.Typing("last"));
    sender.announce(last);
    await().untilAsserted(() -> assertThat(received).contains(last));
    received.clear();
    return following;
  }

  private ChatChange closing(long version) {
    return new ChatChange(CHAT, version, version + 1, 1, new ChatChange.Closed());
  }
}
