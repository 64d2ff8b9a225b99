package io.chats.application.delivery;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.FOURTH;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.api.OpenSession.ChatPosition;
import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.ChatState;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.event.ClientEvent.Synced;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.UserType;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes that no announcement brought reach sessions all the same (spec G5). */
class CatchingUpTest {

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ChatId chat = cluster.chat(CLIENT, DOCTOR);

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void sendsMessagesThatWereNotAnnounced() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, "1", "2");
    nodes.settle();
    assertThat(client.texts(chat)).isEmpty();
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("1", "2");
  }

  @Test
  void sendsManyMessagesInFramesOfBoundedSize() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, numbers(120));
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly(numbers(120));
    assertThat(client.events(MessagesPosted.class))
        .allSatisfy(frame -> assertThat(frame.messages()).hasSizeLessThanOrEqualTo(50));
  }

  @Test
  void sendsReadMarksThatWereNotAnnounced() {
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
  void syncsToNoEarlierVersionThanAnotherNodeHasSent() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    Message said = cluster.say(chat, CLIENT, "1").getFirst();
    nodes.passHealingTime();
    cluster.bus().cut();
    nodes.connect(nodes.here(), DOCTOR);
    nodes.connect(nodes.there(), DOCTOR).open().markRead(chat, said.id());
    var unused = client.sync(new ChatPosition(chat, 1));
    nodes.settle();
    assertThat(client.events(Synced.class))
        .flatExtracting(Synced::chats)
        .singleElement(InstanceOfAssertFactories.type(ChatState.class))
        .extracting(ChatState::opponentReadSeq)
        .isEqualTo(1L);
  }

  @Test
  void sendsNoLowerMarkAfterOneSentBeforeTheRestFailed() {
    Client doctor = nodes.connect(nodes.here(), DOCTOR);
    List<Message> said = cluster.say(chat, CLIENT, "1", "2");
    nodes.passHealingTime();
    cluster.bus().cut();
    Chat before = cluster.database().find(chat).orElseThrow().chat();
    Client far = nodes.connect(nodes.there(), CLIENT);
    said.forEach(message -> far.open().markRead(chat, message.id()));
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.OPERATOR));
    cluster.people().fail(1); // the marks are sent before the state, which needs profiles
    nodes.pass(Duration.ofSeconds(2));
    assertThat(readBy(CLIENT, doctor)).containsExactly(said.getLast().id());
    cluster.bus().restore();
    cluster.bus().newNode().announce(read(before, said.getFirst()));
    nodes.settle();
    assertThat(readBy(CLIENT, doctor)).containsOnly(said.getLast().id());
    nodes.passHealingTime();
    assertThat(doctor.states(chat)).hasSize(1);
    assertThat(cluster.failures()).hasSize(1).allMatch(f -> f.contains("nobody foresaw this"));
    cluster.failures().clear();
  }

  /** As a burst of marks in a large chat costs when announcements are lost. */
  @Test
  void sendsManyMarksForOneMoreCallOfTheDatabase() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    List<UserId> staff = LongStream.range(100, 400).mapToObj(UserId::new).toList();
    staff.forEach(user -> cluster.quietly(chat, now -> now.subscribe(user, UserType.OPERATOR)));
    List<Message> said = cluster.say(chat, CLIENT, numbers(300));
    nodes.passHealingTime();
    cluster.bus().cut();
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    doctor.open().markRead(chat, said.getFirst().id());
    int oneMark = callsUntilMarksCame(client, 1);
    for (int i = 0; i < staff.size(); i++) {
      nodes.there().chats().marking().markRead(chat, staff.get(i), said.get(i).id());
    }
    assertThat(callsUntilMarksCame(client, 301)).isEqualTo(oneMark);
  }

  private int callsUntilMarksCame(Client client, int marks) {
    int before = nodes.here().line().calls();
    nodes.pass(Duration.ofSeconds(2));
    assertThat(client.events(MessagesRead.class)).hasSize(marks);
    return nodes.here().line().calls() - before;
  }

  /** Nobody waits for a thousand look-ups when somebody joins a large chat. */
  @Test
  void sendsEachParticipantTheirStateAndAsksForProfilesOnce() {
    List<Client> clients =
        LongStream.range(100, 150)
            .mapToObj(UserId::new)
            .map(user -> {
              cluster.quietly(chat, now -> now.subscribe(user, UserType.OPERATOR));
              return nodes.connect(nodes.here(), user);
            })
            .toList();
    nodes.passHealingTime();
    int lookups = cluster.people().lookups();
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.BOT));
    cluster.quietly(chat, now -> now.subscribe(FOURTH, UserType.OPERATOR));
    nodes.passHealingTime();
    assertThat(cluster.people().lookups() - lookups).isOne();
    for (Client client : clients) {
      assertThat(client.states(chat).toList().getLast().opponents())
          .extracting(opponent -> opponent.profile().user())
          .hasSize(clients.size() - 1 + 3)
          .contains(FOURTH)
          .doesNotContain(client.user(), OTHER);
    }
  }

  @Test
  void sendsTheMarkOfAUserWhoHasLeftSince() {
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
  void doesNotSendAnInheritedMark() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    Message said = cluster.say(chat, CLIENT, "1").getFirst();
    nodes.connect(nodes.there(), DOCTOR).open().markRead(chat, said.id());
    cluster.quietly(chat, now -> now.handOver(DOCTOR, OTHER));
    nodes.passHealingTime();
    assertThat(client.events(MessagesRead.class))
        .containsExactly(new MessagesRead(chat, said.id(), DOCTOR));
  }

  @Test
  void sendsParticipantsThatWereNotAnnounced() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.OPERATOR));
    nodes.passHealingTime();
    assertThat(client.states(chat).toList().getLast().opponents())
        .extracting(opponent -> opponent.profile().user())
        .containsExactly(DOCTOR, OTHER);
  }

  @Test
  void sendsAClosingThatWasNotAnnounced() {
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
  void notifiesTheOnlyUserHereWhoNoLongerTakesPart() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.quietly(chat, now -> now.unsubscribe(CLIENT));
    nodes.passHealingTime();
    assertThat(client.states(chat)).extracting(ChatChanged::left).containsExactly(true);
    nodes.passLinger();
    assertThat(cluster.bus().followings()).as("the room is gone, the user is here").isEqualTo(1);
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
  void asksTheDatabaseForMessagesThatAnAnnouncementLeavesOut() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    Chat before = cluster.database().find(chat).orElseThrow().chat();
    Message second = cluster.say(chat, DOCTOR, "1", "2").getLast();
    cluster
        .bus()
        .newNode()
        .announce(
            new ChatChange(
                chat,
                before.version(),
                before.version() + 1,
                before.participantsVersion(),
                new ChatChange.Posted(List.of(second))));
    nodes.settle();
    assertThat(client.texts(chat)).containsExactly("1", "2");
  }

  @Test
  void comparesAtOnceAfterAGapOfTheBus() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.bus().cut();
    nodes.there().chats().posting().post(chat, DOCTOR, List.of(Cluster.text("lost")));
    nodes.settle();
    cluster.bus().restore();
    nodes.settle();
    assertThat(client.texts(chat)).containsExactly("lost");
  }

  @Test
  void asksTheDatabaseLittleWhenNothingHappens() {
    nodes.passHealingTime();
    int withoutSessions = callsOfAMinute();
    for (int i = 0; i < 20; i++) {
      nodes.connect(nodes.here(), i % 2 == 0 ? CLIENT : DOCTOR);
      cluster.chat(CLIENT, DOCTOR);
    }
    nodes.passHealingTime();
    assertThat(callsOfAMinute()).isLessThanOrEqualTo(42);
    assertThat(withoutSessions).isGreaterThanOrEqualTo(36);
  }

  private int callsOfAMinute() {
    int calls = nodes.here().line().calls();
    nodes.pass(Duration.ofMinutes(1));
    return nodes.here().line().calls() - calls;
  }

  private List<MessageId> readBy(UserId reader, Client shown) {
    return shown.events(MessagesRead.class).stream()
        .filter(read -> read.reader().equals(reader))
        .map(MessagesRead::message)
        .toList();
  }

  private ChatChange read(Chat before, Message message) {
    return new ChatChange(
        chat,
        before.version(),
        before.version() + 1,
        before.participantsVersion(),
        new ChatChange.Read(CLIENT, message.id(), message.seq()));
  }

  private static String[] numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
  }
}
