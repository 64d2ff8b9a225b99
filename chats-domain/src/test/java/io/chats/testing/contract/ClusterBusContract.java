package io.chats.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.ClusterBus.ClusterSubscription;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What {@link ClusterBus} promises. */
public abstract class ClusterBusContract {

  private static final ChatId CHAT = new ChatId(1);
  private static final ChatId OTHER_CHAT = new ChatId(11);
  private static final UserId USER = new UserId(1);
  private static final UserId OTHER_USER = new UserId(11);

  // Where a sender must know that a follower is heard, it says this until it is.
  private static final ChatSignal HELLO =
      new ChatSignal(CHAT, USER, new ChatSignal.Typing("hello?"));

  private final Queue<ChatAnnouncement> heard = new ConcurrentLinkedQueue<>();
  private final Queue<UserNotice> told = new ConcurrentLinkedQueue<>();

  /** One more node of the same cluster, connected; the subclass closes it. */
  protected abstract ClusterBus newNode();

  @Test
  void carriesWhatIsAnnouncedOfAChatToItsFollowersInOrder() {
    ClusterBus follower = newNode();
    ClusterBus sender = newNode();
    subscribe(follower, sender, CHAT);
    List<ChatChange> changes = LongStream.rangeClosed(1, 1000).mapToObj(this::closing).toList();
    changes.forEach(sender::announce);
    await().untilAsserted(() -> assertThat(heard).hasSize(1000));
    assertThat(heard).containsExactlyElementsOf(changes);
  }

  @Test
  void carriesNoticesToTheFollowersOfAUser() {
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
    await().untilAsserted(() -> assertThat(heard).isNotEmpty());
    assertThat(heard).containsExactly(closing(5));
  }

  @Test
  void givesNoNodeItsOwn() {
    ClusterBus follower = newNode();
    ClusterBus sender = newNode();
    subscribe(follower, sender, CHAT);
    follower.announce(closing(1));
    sender.announce(closing(2));
    await().untilAsserted(() -> assertThat(heard).isNotEmpty());
    assertThat(heard).containsExactly(closing(2));
  }

  @Test
  void letsTwoOnOneNodeFollowAndEachEndIt() {
    ClusterBus follower = newNode();
    ClusterBus sender = newNode();
    Queue<ChatAnnouncement> alsoHeard = new ConcurrentLinkedQueue<>();
    ClusterSubscription first = subscribe(follower, sender, CHAT);
    ClusterSubscription second = follower.subscribe(CHAT, alsoHeard::add);
    sender.announce(closing(1));
    await().untilAsserted(() -> assertThat(alsoHeard).containsExactly(closing(1)));

    first.close();
    first.close();
    sender.announce(closing(2));
    await().untilAsserted(() -> assertThat(alsoHeard).contains(closing(2)));
    assertThat(heard).containsExactly(closing(1));
    second.close();
  }

  @Test
  void followsAgainAfterHavingEnded() {
    ClusterBus follower = newNode();
    ClusterBus sender = newNode();
    subscribe(follower, sender, CHAT).close();
    subscribe(follower, sender, CHAT);
    sender.announce(closing(3));
    await().untilAsserted(() -> assertThat(heard).containsExactly(closing(3)));
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
    await().untilAsserted(() -> assertThat(heard).containsExactly(closing(1), closing(2)));
  }

  @Test
  void takesWhatNobodyFollows() {
    ClusterBus sender = newNode();
    assertThatCode(
            () -> {
              sender.announce(closing(1));
              sender.notify(USER, new UserNotice.MembershipChanged(CHAT));
            })
        .doesNotThrowAnyException();
  }

  /** Follows, and returns when what the sender says is heard; nothing has been by then. */
  private ClusterSubscription subscribe(ClusterBus follower, ClusterBus sender, ChatId chat) {
    ClusterSubscription following = follower.subscribe(chat, heard::add);
    await()
        .untilAsserted(() -> {
          sender.announce(HELLO);
          assertThat(heard).isNotEmpty();
        });
    // What was said more than once is still on its way until this is there.
    ChatSignal last = new ChatSignal(CHAT, USER, new ChatSignal.Typing("last"));
    sender.announce(last);
    await().untilAsserted(() -> assertThat(heard).contains(last));
    heard.clear();
    return following;
  }

  private ChatChange closing(long version) {
    return new ChatChange(CHAT, version, version + 1, 1, new ChatChange.Closed());
  }
}
