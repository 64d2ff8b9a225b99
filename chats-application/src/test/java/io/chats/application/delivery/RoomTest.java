package io.chats.application.delivery;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.event.ClientEvent.Typing;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.model.Chat;
import io.chats.domain.port.ClusterBus;
import io.chats.testing.inmemory.DatabaseLink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of a room, as seen from outside of its node. */
class RoomTest {

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ChatId chat = cluster.chat(CLIENT, DOCTOR);
  private final ClusterBus elsewhere = cluster.bus().newNode();

  @Test
  void isRetiredWhenAllSessionsHaveEnded() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    Client doctor = nodes.connect(nodes.here(), DOCTOR);
    assertThat(cluster.bus().followings()).as("two users, one room").isEqualTo(3);
    client.open().close();
    nodes.settle();
    assertThat(cluster.bus().followings()).isEqualTo(2);
    doctor.open().close();
    nodes.settle();
    assertThat(cluster.bus().followings()).as("the room, for a page that is loaded again").isOne();
    nodes.passLinger();
    assertThat(cluster.bus().followings()).isZero();
  }

  @Test
  void isRetiredWhenAllUsersHaveLeftTheChat() {
    nodes.connect(nodes.here(), CLIENT);
    nodes.there().chats().administration().unsubscribe(chat, CLIENT);
    nodes.passLinger();
    assertThat(cluster.bus().followings()).as("the user").isEqualTo(1);
  }

  @Test
  void isRetiredWhenSessionsEndThatWaitedForTheDatabase() {
    Client client = cluster.connect(nodes.here(), CLIENT);
    assertThat(nodes.simulation().step()).as("the user's chats are looked up").isTrue();
    nodes.here().line().set(DatabaseLink.State.CUT);
    nodes.settle();
    assertThat(cluster.bus().followings()).isEqualTo(2);
    client.open().close();
    nodes.settle();
    assertThat(cluster.bus().followings()).isZero();
    nodes.passHealingTime(); // and the room is owed no signal about the client any more
    int calls = nodes.here().line().calls();
    nodes.pass(Duration.ofMillis(1900));
    assertThat(nodes.here().line().calls()).as("only the feed is read").isEqualTo(calls + 1);
  }

  @Test
  void isRetiredWhenASessionOpensAndEndsAtOnce() {
    cluster.connect(nodes.here(), CLIENT).open().close();
    nodes.settle();
    assertThat(cluster.bus().followings()).isZero();
  }

  @Test
  void keepsNoRoomForAUserWhoDoesNotTakePart() {
    nodes.connect(nodes.here(), CLIENT);
    cluster.quietly(chat, now -> now.unsubscribe(DOCTOR));
    nodes.connect(nodes.there(), DOCTOR);
    assertThat(cluster.bus().followings()).as("two users, one room").isEqualTo(3);
    nodes.here().chats().administration().unsubscribe(chat, CLIENT);
    nodes.passLinger();
    assertThat(cluster.bus().followings()).as("the users").isEqualTo(2);
  }

  @Test
  void sendsMessagesThatAnUnforeseenFailureHasLeftOut() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.people().fail(1);
    nodes.there().chats().posting().post(chat, DOCTOR, List.of(Cluster.text("1")));
    nodes.settle();
    assertThat(client.texts(chat)).isEmpty();
    assertThat(cluster.failures()).hasSize(1).allMatch(f -> f.contains("nobody foresaw this"));
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("1");
  }

  @Test
  void sendsAStateThatAnUnforeseenFailureHasLeftOut() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.people().fail(1);
    nodes.there().chats().administration().close(chat);
    nodes.settle();
    assertThat(client.states(chat)).isEmpty();
    nodes.passHealingTime();
    assertThat(client.states(chat)).hasSize(1);
  }

  @Test
  void letsASessionEnterAfterAnUnforeseenFailure() {
    Client client = cluster.connect(nodes.here(), CLIENT);
    assertThat(nodes.simulation().step()).as("the session gets its place").isTrue();
    cluster.say(chat, DOCTOR, "1");
    cluster.people().fail(1);
    nodes.settle();
    assertThat(cluster.failures()).hasSize(1);
    assertThat(client.texts(chat)).isEmpty();
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("1");
  }

  @Test
  void loadsAtOnceWhatExceedsTheQueueOfAnnouncements() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    nodes.pass(Duration.ofSeconds(1));
    elsewhere.announce(typing());
    nodes.here().line().afterCalls(1, this::muchIsSaid); // while the room waits for the database
    nodes.settle();
    assertThat(client.texts(chat)).isEmpty();
    nodes.pass(Duration.ofMillis(5));
    assertThat(client.texts(chat)).containsExactly("1");
    nodes.assertThatNothingFailed();
  }

  @Test
  void dropsSignalsBeforeMessages() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    nodes.pass(Duration.ofSeconds(1));
    elsewhere.announce(typing());
    nodes.here().line().afterCalls(1, this::muchIsTypedBeforeAMessage);
    nodes.settle();
    assertThat(client.texts(chat)).containsExactly("1");
    assertThat(client.events(Typing.class)).hasSizeLessThan(300);
    assertThat(nodes.here().chats().drops().signals()).isPositive();
    nodes.assertThatNothingFailed();
  }

  private void muchIsTypedBeforeAMessage() {
    for (int i = 0; i < 1000; i++) {
      elsewhere.announce(typing());
    }
    nodes.there().chats().posting().post(chat, DOCTOR, List.of(Cluster.text("1")));
    nodes.settle();
  }

  @Test
  void doesNotAskTheDatabaseForChangesThatArriveInDisorder() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    int calls = nodes.here().line().calls();
    Chat now = cluster.database().find(chat).orElseThrow().chat();
    for (int i : List.of(2, 3, 1, 5, 4)) {
      elsewhere.announce(read(now, i));
    }
    nodes.pass(Duration.ofMillis(100));
    assertThat(client.events(MessagesRead.class)).hasSize(5);
    assertThat(nodes.here().line().calls()).isEqualTo(calls);
  }

  private void muchIsSaid() {
    ChatChange known =
        new ChatChange(chat, 1, 2, 2, new ChatChange.Read(DOCTOR, new MessageId(1), 1));
    for (int i = 0; i < 5000; i++) {
      elsewhere.announce(known);
    }
    nodes.settle();
    nodes.there().chats().posting().post(chat, DOCTOR, List.of(Cluster.text("1")));
    nodes.settle();
  }

  private ChatSignal typing() {
    return new ChatSignal(chat, DOCTOR, new ChatSignal.Typing("typing"));
  }

  private ChatChange read(Chat now, int number) {
    return new ChatChange(
        chat,
        now.version() + number - 1,
        now.version() + number,
        now.participantsVersion(),
        new ChatChange.Read(DOCTOR, new MessageId(number), number));
  }
}
