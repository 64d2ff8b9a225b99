package io.chats.application.delivery;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ClientSession.CloseReason;
import io.chats.domain.port.ClusterBus;
import io.chats.testing.inmemory.DatabaseLink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session enters at its position and misses nothing from there on (spec G3, G5). */
class EnteringTest {

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ChatId chat = cluster.chat(CLIENT, DOCTOR);
  private final ClusterBus elsewhere = cluster.bus().newNode();

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void letsNewParticipantsEnterAndSendsWhatWasPostedSince() {
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
  void doesNotRepeatSeenMessagesToAUserWhoIsBack() {
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
  void sendsOnceWhatWasStoredBetweenPlacingAndEntering() {
    Client client = cluster.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, "before");
    CompletableFuture<Void> placed = client.open().placed().toCompletableFuture();
    assertThat(placed).isNotDone();
    nodes.simulation().step();
    assertThat(placed).isCompleted();
    cluster.say(chat, DOCTOR, "between");
    nodes.here().chats().posting().post(chat, DOCTOR, List.of(Cluster.text("after")));
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("between", "after");
    assertThat(client.states(chat)).isEmpty();
  }

  @Test
  void sendsNothingStoredBeforePlacingWhenTheRoomIsBehind() {
    nodes.connect(nodes.here(), DOCTOR);
    cluster.say(chat, DOCTOR, "before");
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, "after");
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("after");
  }

  @Test
  void sendsNothingOlderThanTheHandshake() {
    cluster.say(chat, DOCTOR, "old");
    nodes.pass(Duration.ofSeconds(2));
    Client client = nodes.connect(nodes.here(), CLIENT);
    nodes.passHealingTime();
    assertThat(client.session().events()).isEmpty();
  }

  @Test
  void letsSessionsEnterThatOpenedWhileTheDatabaseWasAway() {
    nodes.here().line().set(DatabaseLink.State.CUT);
    Client client = nodes.connect(nodes.here(), CLIENT);
    assertThat(client.open().placed().toCompletableFuture()).isCompleted();
    nodes.pass(Duration.ofSeconds(30));
    cluster.say(chat, DOCTOR, "1");
    nodes.pass(Duration.ofSeconds(30));
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("1");
  }

  @Test
  void sendsAllThatChangedSinceASessionOpenedWhileTheDatabaseWasAwayG5() {
    Message said = cluster.say(chat, DOCTOR, "before").getFirst();
    nodes.pass(Duration.ofSeconds(3));
    nodes.here().line().set(DatabaseLink.State.CUT);
    Client client = nodes.connect(nodes.here(), CLIENT);
    nodes.there().chats().administration().subscribe(chat, OTHER, UserType.OPERATOR);
    nodes.connect(nodes.there(), OTHER).open().markRead(chat, said.id());
    nodes.pass(Duration.ofSeconds(30));
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    assertThat(client.states(chat).toList().getLast().opponents()).hasSize(2);
    assertThat(client.events(MessagesRead.class))
        .contains(new MessagesRead(chat, said.id(), OTHER));
    assertThat(client.texts(chat)).isEmpty();
  }

  @Test
  void sendsWhatChangedBetweenPlacingAndEnteringG5() {
    Message said = cluster.say(chat, DOCTOR, "before").getFirst();
    Client client = cluster.connect(nodes.here(), CLIENT);
    nodes.simulation().step();
    assertThat(client.open().placed().toCompletableFuture()).isCompleted();
    nodes.there().chats().marking().markRead(chat, CLIENT, said.id());
    cluster.quietly(chat, now -> now.close());
    nodes.passHealingTime();
    assertThat(client.states(chat)).extracting(ChatChanged::status).contains(ChatStatus.CLOSED);
    assertThat(client.events(MessagesRead.class))
        .contains(new MessagesRead(chat, said.id(), CLIENT));
  }

  @Test
  void letsSessionsEnterWhoseRoomCouldNotLoad() {
    nodes.here().chats().posting().post(chat, DOCTOR, List.of(Cluster.text("before")));
    nodes.pass(Duration.ofSeconds(10));
    Client client = cluster.connect(nodes.here(), CLIENT);
    assertThat(nodes.simulation().step()).as("the user's chats are looked up").isTrue();
    nodes.here().line().set(DatabaseLink.State.CUT);
    nodes.pass(Duration.ofSeconds(3));
    cluster.say(chat, DOCTOR, "1");
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.pass(Duration.ofMillis(600));
    assertThat(client.texts(chat)).containsExactly("1");
  }

  @Test
  void closesSessionsThatHaveMissedTooMuchInsteadOfSendingAPart() {
    nodes.here().line().set(DatabaseLink.State.CUT);
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, numbers(2001));
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    assertThat(client.session().closings()).containsExactly(CloseReason.TRY_LATER);
    assertThat(client.texts(chat)).isEmpty();
  }

  @Test
  void sendsTheGreatestNumberOfMissedMessages() {
    nodes.here().line().set(DatabaseLink.State.CUT);
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, numbers(2000));
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly(numbers(2000));
  }

  @Test
  void sendsMissedMessagesWithTheirReadStatus() {
    nodes.here().line().set(DatabaseLink.State.CUT);
    Client client = nodes.connect(nodes.here(), CLIENT);
    Message said = cluster.say(chat, CLIENT, "1", "2").getFirst();
    nodes.connect(nodes.there(), DOCTOR).open().markRead(chat, said.id());
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    assertThat(client.messages(chat))
        .extracting(shown -> shown.status())
        .containsExactly(MessageStatus.READ, MessageStatus.RECEIVED);
  }

  @Test
  void sendsAuthorsTheirOwnMessageInAnyCase() {
    Client other = nodes.connect(nodes.here(), OTHER);
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.OPERATOR));
    assertThat(other.post(chat, Cluster.text("mine"))).isNotDone();
    nodes.settle();
    assertThat(other.texts(chat)).containsExactly("mine");
    nodes.passHealingTime();
    assertThat(other.texts(chat)).containsExactly("mine");
  }

  @Test
  void missesNothingWhenAUserIsBackWhileTheRoomLearnsOfTheLeaving() {
    Client other = nodes.connect(nodes.here(), OTHER);
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.OPERATOR));
    nodes.passHealingTime();
    cluster.quietly(chat, now -> now.unsubscribe(OTHER));
    elsewhere.announce(participantsChanged());
    nodes.here().line().afterCalls(1, () -> isBackForSomeTime());
    nodes.settle();
    nodes.passHealingTime();
    assertThat(other.texts(chat)).containsExactly("1");
    assertThat(other.states(chat))
        .extracting(ChatChanged::left)
        .containsExactly(false, true, false);
  }

  @Test
  void missesNothingWhenAUserIsBackWhileTheEntryIsDeclined() {
    Client other = nodes.connect(nodes.here(), OTHER);
    elsewhere.notify(OTHER, new UserNotice.MembershipChanged(chat));
    nodes.here().line().afterCalls(1, () -> isBackForSomeTime());
    nodes.settle();
    nodes.passHealingTime();
    assertThat(other.texts(chat)).containsExactly("1");
  }

  /** Passes enough time for the user's chats to be looked up meanwhile. */
  private void isBackForSomeTime() {
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.OPERATOR));
    cluster.say(chat, DOCTOR, "1");
    nodes.pass(Duration.ofSeconds(5));
  }

  private ChatChange participantsChanged() {
    long now = cluster.database().find(chat).orElseThrow().chat().version();
    return new ChatChange(chat, now - 1, now, now, new ChatChange.ParticipantsChanged());
  }

  private static String[] numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
  }
}
