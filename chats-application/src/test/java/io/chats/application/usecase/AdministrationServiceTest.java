package io.chats.application.usecase;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chats.application.api.ChatAdministration;
import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.OrderId;
import io.chats.domain.id.RequestId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import io.chats.testing.inmemory.DatabaseLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdministrationServiceTest {

  private static final ChatId NOWHERE = new ChatId(Long.MAX_VALUE);

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ChatAdministration administration = nodes.here().chats().administration();
  private final ChatId chat = cluster.chat(CLIENT, DOCTOR);
  private final ClusterBus elsewhere = cluster.bus().newNode();
  private final List<ChatAnnouncement> announced = new ArrayList<>();
  private final List<UserId> notified = new ArrayList<>();

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void opensChats() {
    ChatId opened = administration.open(new OrderId(7), Optional.empty());
    Chat stored = cluster.database().find(opened).orElseThrow().chat();
    assertThat(stored.order()).isEqualTo(new OrderId(7));
    assertThat(stored.createdAt()).isEqualTo(nodes.simulation().now());
    assertThat(administration.open(new OrderId(7), Optional.empty())).isNotEqualTo(opened);
  }

  @Test
  void opensOneChatForARequest() {
    Optional<RequestId> request = Optional.of(new RequestId("r".repeat(64)));
    ChatId opened = administration.open(new OrderId(7), request);
    assertThat(administration.open(new OrderId(8), request)).isEqualTo(opened);
  }

  @Test
  void refusesARequestIdThatIsTooLong() {
    Optional<RequestId> request = Optional.of(new RequestId("r".repeat(65)));
    assertRefused(
        () -> administration.open(new OrderId(7), request), new Refusal.TooLong("request_id", 64));
  }

  @Test
  void announcesEachChangeOnceAndNotifiesTheUsersConcerned() {
    listen();
    administration.subscribe(chat, OTHER, UserType.OPERATOR);
    administration.subscribe(chat, OTHER, UserType.OPERATOR);
    administration.unsubscribe(chat, CLIENT);
    administration.unsubscribe(chat, CLIENT);
    administration.handOver(chat, DOCTOR, CLIENT);
    administration.close(chat);
    administration.close(chat);
    nodes.settle();
    assertThat(announced)
        .containsExactly(
            participantsChanged(3), participantsChanged(4), participantsChanged(5), closed(6));
    assertThat(notified).containsExactlyInAnyOrder(OTHER, CLIENT, DOCTOR, CLIENT);
  }

  @Test
  void changesTheTypeOfAParticipant() {
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    administration.subscribe(chat, CLIENT, UserType.OPERATOR);
    nodes.settle();
    assertThat(doctor.states(chat).toList().getLast().opponents())
        .extracting(opponent -> opponent.type())
        .containsExactly(UserType.OPERATOR);
  }

  @Test
  void changesParticipantsOfAClosedChat() {
    administration.close(chat);
    administration.subscribe(chat, OTHER, UserType.OPERATOR);
    administration.unsubscribe(chat, CLIENT);
    assertThat(cluster.database().find(chat).orElseThrow().isActive(OTHER)).isTrue();
    assertThat(cluster.database().find(chat).orElseThrow().isActive(CLIENT)).isFalse();
  }

  @Test
  void takesEffectOnOpenSessions() {
    Client client = nodes.connect(nodes.there(), CLIENT);
    Client other = nodes.connect(nodes.there(), OTHER);
    administration.subscribe(chat, OTHER, UserType.OPERATOR);
    nodes.settle();
    cluster.say(chat, DOCTOR, "1");
    administration.close(chat);
    nodes.passHealingTime();
    assertThat(other.texts(chat)).containsExactly("1");
    assertThat(other.states(chat))
        .extracting(ChatChanged::status)
        .containsExactly(ChatStatus.OPENED, ChatStatus.CLOSED);
    assertThat(client.states(chat))
        .extracting(state -> state.opponents().size())
        .containsExactly(2, 2);
    nodes.assertThatNothingFailed();
  }

  @Test
  void refusesWhereThereIsNoChat() {
    Refusal refusal = new Refusal.NoSuchChat(NOWHERE);
    assertRefused(() -> administration.subscribe(NOWHERE, OTHER, UserType.CLIENT), refusal);
    assertRefused(() -> administration.unsubscribe(NOWHERE, OTHER), refusal);
    assertRefused(() -> administration.handOver(NOWHERE, OTHER, CLIENT), refusal);
    assertRefused(() -> administration.close(NOWHERE), refusal);
  }

  @Test
  void refusesImpossibleHandOvers() {
    assertUnchangeable(() -> administration.handOver(chat, OTHER, CLIENT));
    assertUnchangeable(() -> administration.handOver(chat, DOCTOR, CLIENT));
    assertUnchangeable(() -> administration.handOver(chat, DOCTOR, DOCTOR));
  }

  @Test
  void announcesNothingWhenTheOutcomeIsUnknown() {
    Client client = nodes.connect(nodes.there(), CLIENT);
    listen();
    nodes.here().line().set(DatabaseLink.State.MUTE);
    assertThatThrownBy(() -> administration.close(chat))
        .isInstanceOf(StoreUnavailableException.class);
    nodes.settle();
    assertThat(announced).isEmpty();
    nodes.passHealingTime();
    assertThat(client.states(chat))
        .extracting(ChatChanged::status)
        .containsExactly(ChatStatus.CLOSED);
  }

  private void listen() {
    elsewhere.subscribe(chat, announced::add);
    for (UserId user : List.of(CLIENT, DOCTOR, OTHER)) {
      elsewhere.subscribe(
          user,
          notice -> {
            assertThat(notice).isEqualTo(new UserNotice.MembershipChanged(chat));
            notified.add(user);
          });
    }
  }

  private ChatChange participantsChanged(long from) {
    return new ChatChange(chat, from, from + 1, from + 1, new ChatChange.ParticipantsChanged());
  }

  private ChatChange closed(long from) {
    return new ChatChange(chat, from, from + 1, from, new ChatChange.Closed());
  }

  private static void assertUnchangeable(ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isInstanceOf(Refusal.SubscriberUnchangeable.class));
  }

  private static void assertRefused(ThrowingCallable action, Refusal refusal) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }
}
