package io.chats.application.session;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.application.api.OpenSession;
import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.event.ClientEvent.OpponentStatus;
import io.chats.domain.event.ClientEvent.Typing;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.Presence;
import io.chats.domain.model.UserType;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import io.chats.testing.inmemory.DatabaseLink;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenSessionTest {

  private static final ChatId NOWHERE = new ChatId(Long.MAX_VALUE);

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ChatId chat = cluster.chat(CLIENT, DOCTOR);
  private final Client client = nodes.connect(nodes.here(), CLIENT);
  private final Client again = nodes.connect(nodes.here(), CLIENT);
  private final Client doctor = nodes.connect(nodes.there(), DOCTOR);
  private final Client stranger = nodes.connect(nodes.there(), OTHER);

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void marksAsReadForEverybody() {
    Message said = cluster.say(chat, DOCTOR, "1").getFirst();
    nodes.passHealingTime();
    client.open().markRead(chat, said.id());
    nodes.settle();
    MessagesRead read = new MessagesRead(chat, said.id(), CLIENT);
    for (Client each : List.of(client, again, doctor)) {
      assertThat(each.events(MessagesRead.class)).containsExactly(read);
    }
  }

  @Test
  void repliesToAMarkThatChangesNothingToItsSessionOnly() {
    List<Message> said = cluster.say(chat, DOCTOR, "1", "2");
    nodes.passHealingTime();
    client.open().markRead(chat, said.get(1).id());
    client.open().markRead(chat, said.get(0).id());
    nodes.settle();
    MessagesRead second = new MessagesRead(chat, said.get(1).id(), CLIENT);
    assertThat(client.events(MessagesRead.class)).containsExactly(second, second);
    assertThat(again.events(MessagesRead.class)).containsExactly(second);
    assertThat(doctor.events(MessagesRead.class)).containsExactly(second);
  }

  @Test
  void repliesToAMarkThatChangesNothingAfterLowerOnes() {
    List<Message> said = cluster.say(chat, DOCTOR, "1", "2");
    nodes.passHealingTime();
    ChatChange late = changeThatIsStillOnItsWay();
    client.open().markRead(chat, said.get(0).id());
    client.open().markRead(chat, said.get(1).id());
    client.open().markRead(chat, said.get(1).id());
    nodes.settle();
    cluster.bus().newNode().announce(late);
    nodes.settle();
    assertThat(client.events(MessagesRead.class))
        .extracting(MessagesRead::message)
        .isSortedAccordingTo(Comparator.comparingLong(MessageId::value))
        .endsWith(said.get(1).id(), said.get(1).id());
  }

  @Test
  void repliesToAMarkThatChangesNothingWhenTheDatabaseIsBack() {
    Message said = cluster.say(chat, DOCTOR, "1").getFirst();
    nodes.passHealingTime();
    client.open().markRead(chat, said.id());
    nodes.settle();
    cluster.say(chat, DOCTOR, "2"); // which the room has not received yet
    client.open().markRead(chat, said.id());
    nodes.here().line().set(DatabaseLink.State.CUT);
    nodes.settle();
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.pass(Duration.ofSeconds(1));
    MessagesRead read = new MessagesRead(chat, said.id(), CLIENT);
    assertThat(client.events(MessagesRead.class)).containsExactly(read, read);
  }

  @Test
  void marksInAClosedChatWhoseRoomTheSessionIsNotIn() {
    Message said = cluster.say(chat, DOCTOR, "1").getFirst();
    cluster.quietly(chat, Conversation::close);
    nodes.passHealingTime();
    Client late = nodes.connect(nodes.here(), CLIENT);
    late.open().markRead(chat, said.id());
    nodes.settle();
    late.open().markRead(chat, said.id());
    nodes.settle();
    assertThat(late.events(MessagesRead.class)).hasSize(2);
    assertThat(doctor.events(MessagesRead.class)).hasSize(1);
  }

  @Test
  void refusesMarksOfStrangersAndAtForeignMessages() {
    Message said = cluster.say(chat, DOCTOR, "1").getFirst();
    MessageId foreign = cluster.say(cluster.chat(CLIENT), CLIENT, "1").getFirst().id();
    assertRefused(
        () -> stranger.open().markRead(chat, said.id()), new Refusal.NotAParticipant(chat, OTHER));
    assertRefused(
        () -> client.open().markRead(NOWHERE, said.id()),
        new Refusal.NotAParticipant(NOWHERE, CLIENT));
    assertRefused(
        () -> client.open().markRead(chat, foreign), new Refusal.NoSuchMessage(chat, foreign));
  }

  @Test
  void sendsThePresenceOfOpponents() {
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.BOT));
    cluster.quietly(chat, now -> now.subscribe(TwoNodes.FOURTH, UserType.OPERATOR));
    client.open().askOpponentStatus(chat);
    cluster.presence().setAway(true);
    client.open().askOpponentStatus(chat);
    assertThat(statuses(client))
        .containsExactly(
            status(Presence.ONLINE, Presence.OFFLINE), status(Presence.UNKNOWN, Presence.UNKNOWN));
    assertThat(statuses(again)).isEmpty();
  }

  @Test
  void refusesPresenceToStrangers() {
    assertRefused(
        () -> stranger.open().askOpponentStatus(chat), new Refusal.NotAParticipant(chat, OTHER));
    assertRefused(
        () -> client.open().askOpponentStatus(NOWHERE),
        new Refusal.NotAParticipant(NOWHERE, CLIENT));
  }

  @Test
  void refusesTypingThatIsNotAllowed() {
    OpenSession session = client.open();
    session.typing(chat, "\ud83d\ude00".repeat(32));
    assertRefused(() -> session.typing(chat, "x".repeat(33)), new Refusal.TooLong("status", 32));
    assertRefused(
        () -> stranger.open().typing(chat, "x"), new Refusal.NotAParticipant(chat, OTHER));
    assertRefused(() -> session.typing(NOWHERE, "x"), new Refusal.NotAParticipant(NOWHERE, CLIENT));
    nodes.here().chats().administration().close(chat);
    assertRefused(() -> session.typing(chat, "x"), new Refusal.ChatIsClosed(chat));
    nodes.settle();
    assertThat(doctor.events(Typing.class)).hasSize(1);
  }

  @Test
  void notifiesTheConsultationServiceOfUsersWhoJoin() {
    nodes.simulation().unblockably(() -> client.open().join(new OrderId(7)));
    assertThat(cluster.people().heard()).contains("1 joined 7");
  }

  @Test
  void saysThatTheDatabaseIsAway() {
    nodes.here().line().set(DatabaseLink.State.CUT);
    assertThatThrownBy(() -> client.open().markRead(chat, new MessageId(1)))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> client.open().askOpponentStatus(chat))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> client.open().typing(chat, ""))
        .isInstanceOf(StoreUnavailableException.class);
  }

  private ChatChange changeThatIsStillOnItsWay() {
    Message said = cluster.say(chat, DOCTOR, "3").getFirst();
    Chat now = cluster.database().find(chat).orElseThrow().chat();
    return new ChatChange(
        chat,
        now.version() - 1,
        now.version(),
        now.participantsVersion(),
        new ChatChange.Posted(List.of(said)));
  }

  private static List<OpponentStatus> statuses(Client client) {
    return client.events(OpponentStatus.class).stream().filter(s -> s.users().size() > 1).toList();
  }

  private OpponentStatus status(Presence ofDoctor, Presence ofFourth) {
    return new OpponentStatus(
        chat,
        List.of(new UserPresence(DOCTOR, ofDoctor), new UserPresence(TwoNodes.FOURTH, ofFourth)));
  }

  private static void assertRefused(ThrowingCallable action, Refusal refusal) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }
}
