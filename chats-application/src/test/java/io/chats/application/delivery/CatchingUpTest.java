package io.chats.application.delivery;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.Line;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ClientSession.CloseReason;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no announcement has told reaches sessions all the same (SPEC G5). */
class CatchingUpTest {

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ChatId chat = cluster.chat(CLIENT, DOCTOR);

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void showsMessagesThatNobodyAnnounced() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, "1", "2");
    nodes.settle();
    assertThat(client.texts(chat)).isEmpty();
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("1", "2");
  }

  @Test
  void showsManyMessagesInFramesOfBoundedSize() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, numbers(120));
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly(numbers(120));
    assertThat(client.events(MessagesPosted.class))
        .allSatisfy(frame -> assertThat(frame.messages()).hasSizeLessThanOrEqualTo(50));
  }

  @Test
  void showsReadMarksThatNobodyAnnounced() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    Message said = cluster.say(chat, CLIENT, "1").getFirst();
    nodes.passHealingTime();
    cluster.bus().cut();
    nodes.connect(nodes.there(), DOCTOR).open().markRead(chat, said.id());
    nodes.passHealingTime();
    assertThat(client.events(MessagesRead.class))
        .containsExactly(new MessagesRead(chat, said.id(), DOCTOR));
  }

  @Test
  void showsTheMarkOfOneWhoHasLeftSince() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    Message said = cluster.say(chat, CLIENT, "1").getFirst();
    cluster.bus().cut();
    nodes.connect(nodes.there(), DOCTOR).open().markRead(chat, said.id());
    cluster.quietly(chat, now -> now.unsubscribe(DOCTOR));
    nodes.passHealingTime();
    assertThat(client.events(MessagesRead.class))
        .containsExactly(new MessagesRead(chat, said.id(), DOCTOR));
  }

  @Test
  void doesNotTakeAnInheritedMarkForReading() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    Message said = cluster.say(chat, CLIENT, "1").getFirst();
    nodes.connect(nodes.there(), DOCTOR).open().markRead(chat, said.id());
    cluster.quietly(chat, now -> now.handOver(DOCTOR, OTHER));
    nodes.passHealingTime();
    assertThat(client.events(MessagesRead.class))
        .containsExactly(new MessagesRead(chat, said.id(), DOCTOR));
  }

  @Test
  void showsParticipantsThatNobodyAnnounced() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.OPERATOR));
    nodes.passHealingTime();
    assertThat(client.states(chat).toList().getLast().opponents())
        .extracting(opponent -> opponent.profile().user())
        .containsExactly(DOCTOR, OTHER);
  }

  @Test
  void showsTheClosingThatNobodyAnnounced() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, "last");
    cluster.quietly(chat, Conversation::close);
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("last");
    assertThat(client.states(chat))
        .extracting(ChatChanged::status)
        .containsExactly(ChatStatus.CLOSED);
  }

  @Test
  void tellsTheOnlyOneHereThatTheyNoLongerTakePart() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.quietly(chat, now -> now.unsubscribe(CLIENT));
    nodes.passHealingTime();
    assertThat(client.states(chat)).extracting(ChatChanged::left).containsExactly(true);
    assertThat(cluster.bus().followings()).as("the room is gone, the user is here").isEqualTo(1);
  }

  @Test
  void letsInWhoHasComeToTakePartAndShowsWhatWasSaidSince() {
    Client other = nodes.connect(nodes.here(), OTHER);
    nodes.pass(Duration.ofSeconds(10));
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.OPERATOR));
    cluster.say(chat, DOCTOR, "1");
    nodes.pass(Duration.ofMillis(1500));
    cluster.say(chat, DOCTOR, "2");
    nodes.passHealingTime();
    assertThat(other.texts(chat)).containsExactly("1", "2");
    assertThat(other.states(chat)).extracting(ChatChanged::left).containsExactly(false);
    assertThat(other.session().events().getFirst()).isInstanceOf(ChatChanged.class);
  }

  @Test
  void doesNotRepeatWhatWasSeenBeforeWhenSomeoneIsBack() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, "1");
    nodes.pass(Duration.ofSeconds(2));
    nodes.here().chats().administration().unsubscribe(chat, CLIENT);
    nodes.settle();
    cluster.say(chat, DOCTOR, "2");
    nodes.here().chats().administration().subscribe(chat, CLIENT, UserType.CLIENT);
    cluster.say(chat, DOCTOR, "3");
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("1", "2", "3");
    assertThat(client.states(chat)).extracting(ChatChanged::left).containsExactly(true, false);
  }

  @Test
  void showsOnceWhatWasStoredBetweenHandshakeAndOpening() {
    nodes.connect(nodes.here(), DOCTOR);
    var handshake = nodes.here().clock().instant();
    nodes.pass(Duration.ofSeconds(3));
    nodes.here().chats().posting().post(chat, DOCTOR, List.of(Cluster.text("between")));
    nodes.settle();
    Client client = cluster.connect(nodes.here(), CLIENT, handshake);
    nodes.here().chats().posting().post(chat, DOCTOR, List.of(Cluster.text("after")));
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("between", "after");
    assertThat(client.states(chat)).isEmpty();
  }

  @Test
  void showsNothingThatIsOlderThanTheHandshake() {
    cluster.say(chat, DOCTOR, "old");
    nodes.pass(Duration.ofSeconds(2));
    Client client = nodes.connect(nodes.here(), CLIENT);
    nodes.passHealingTime();
    assertThat(client.session().events()).isEmpty();
  }

  @Test
  void letsSessionsInThatCameWhileTheDatabaseWasAway() {
    nodes.here().line().set(Line.State.CUT);
    Client client = nodes.connect(nodes.here(), CLIENT);
    nodes.pass(Duration.ofSeconds(30));
    cluster.say(chat, DOCTOR, "1");
    nodes.pass(Duration.ofSeconds(30));
    nodes.here().line().set(Line.State.UP);
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("1");
  }

  @Test
  void letsSessionsInWhoseRoomCouldNotLoad() {
    nodes.here().chats().posting().post(chat, DOCTOR, List.of(Cluster.text("before")));
    nodes.pass(Duration.ofSeconds(10));
    Client client = cluster.connect(nodes.here(), CLIENT);
    assertThat(nodes.simulation().step()).as("the user's chats are looked up").isTrue();
    nodes.here().line().set(Line.State.CUT);
    nodes.pass(Duration.ofSeconds(3));
    cluster.say(chat, DOCTOR, "1");
    nodes.here().line().set(Line.State.UP);
    nodes.pass(Duration.ofMillis(600));
    assertThat(client.texts(chat)).containsExactly("1");
  }

  @Test
  void closesSessionsThatHaveMissedTooMuchRatherThanShowAPart() {
    nodes.here().line().set(Line.State.CUT);
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, numbers(2001));
    nodes.here().line().set(Line.State.UP);
    nodes.passHealingTime();
    assertThat(client.session().closings()).containsExactly(CloseReason.TRY_LATER);
    assertThat(client.texts(chat)).isEmpty();
  }

  @Test
  void showsAsMuchAsMayBeMissed() {
    nodes.here().line().set(Line.State.CUT);
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, numbers(2000));
    nodes.here().line().set(Line.State.UP);
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly(numbers(2000));
  }

  @Test
  void showsTheReadStatusOfWhatWasMissed() {
    nodes.here().line().set(Line.State.CUT);
    Client client = nodes.connect(nodes.here(), CLIENT);
    Message said = cluster.say(chat, CLIENT, "1", "2").getFirst();
    nodes.connect(nodes.there(), DOCTOR).open().markRead(chat, said.id());
    nodes.here().line().set(Line.State.UP);
    nodes.passHealingTime();
    assertThat(client.messages(chat))
        .extracting(shown -> shown.status())
        .containsExactly(MessageStatus.READ, MessageStatus.RECEIVED);
  }

  @Test
  void asksTheDatabaseSoonAfterAnAnnouncementWasLost() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, "lost");
    nodes.there().chats().posting().post(chat, DOCTOR, List.of(Cluster.text("heard")));
    nodes.settle();
    assertThat(client.texts(chat)).isEmpty();
    nodes.pass(Duration.ofMillis(50));
    assertThat(client.texts(chat)).containsExactly("lost", "heard");
  }

  @Test
  void comparesAtOnceWhenTheBusHasLostSomething() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.bus().cut();
    nodes.there().chats().posting().post(chat, DOCTOR, List.of(Cluster.text("lost")));
    nodes.settle();
    cluster.bus().restore();
    nodes.settle();
    assertThat(client.texts(chat)).containsExactly("lost");
  }

  @Test
  void showsTheSenderTheirMessageWhereverTheyAre() {
    Client other = nodes.connect(nodes.here(), OTHER);
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.OPERATOR));
    assertThat(other.post(chat, Cluster.text("mine"))).isNotDone();
    nodes.settle();
    assertThat(other.texts(chat)).containsExactly("mine");
    nodes.passHealingTime();
    assertThat(other.texts(chat)).containsExactly("mine");
  }

  @Test
  void asksTheDatabaseLittleWhenNothingHappens() {
    for (int i = 0; i < 20; i++) {
      nodes.connect(nodes.here(), i % 2 == 0 ? CLIENT : DOCTOR);
      cluster.chat(CLIENT, DOCTOR);
    }
    nodes.passHealingTime();
    int calls = nodes.here().line().calls();
    nodes.pass(Duration.ofSeconds(20));
    assertThat(nodes.here().line().calls() - calls).isEqualTo(10);
  }

  private static String[] numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
  }
}
