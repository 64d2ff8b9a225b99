package io.chats.application.delivery;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.Node;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.MessagesRead;
import io.chats.domain.event.ClientEvent.Synced;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.ChatStatus;
import io.chats.domain.model.Message;
import io.chats.domain.model.UserType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A closed chat costs a node nothing (spec G12), and its changes still reach everybody (G5). */
class LettingGoTest {

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void keepsNothingOfClosedChatsG12() {
    Client listening = nodes.connect(nodes.here(), DOCTOR);
    for (int i = 0; i < 100; i++) {
      ChatId chat = cluster.chat(CLIENT, DOCTOR);
      cluster.say(chat, CLIENT, "1");
      nodes.pass(Duration.ofSeconds(2));
      nodes.here().chats().administration().close(chat);
    }
    nodes.passLinger();
    assertThat(listening.events(ChatChanged.class))
        .filteredOn(changed -> changed.status() == ChatStatus.CLOSED)
        .extracting(ChatChanged::chat)
        .hasSize(100);
    assertThat(nodes.here().chats().figures().rooms()).isZero();
    assertThat(cluster.bus().followings()).as("the user").isEqualTo(1);
  }

  @Test
  void keepsARoomForAPageThatIsLoadedAgain() {
    cluster.chat(CLIENT, DOCTOR);
    nodes.connect(nodes.here(), CLIENT).open().close();
    nodes.pass(Duration.ofSeconds(2));
    assertThat(nodes.here().chats().figures().rooms()).isEqualTo(1);
    nodes.connect(nodes.here(), CLIENT);
    nodes.passLinger();
    assertThat(nodes.here().chats().figures().rooms()).isEqualTo(1);
  }

  @Test
  void deliversMarksInAClosedChatToEverybodyG5() {
    ChatId chat = cluster.chat(CLIENT, DOCTOR);
    Message said = cluster.say(chat, CLIENT, "1").getFirst();
    Client client = nodes.connect(nodes.here(), CLIENT);
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    close(chat);
    nodes.passLinger();
    assertThat(nodes.there().chats().figures().rooms()).isZero();
    cluster.bus().cut();
    doctor.open().markRead(chat, said.id());
    nodes.passHealingTime();
    MessagesRead read = new MessagesRead(chat, said.id(), DOCTOR);
    assertThat(doctor.events(MessagesRead.class)).contains(read);
    assertThat(client.events(MessagesRead.class)).contains(read);
    assertThat(client.texts(chat)).isEmpty();
    nodes.passLinger();
    assertThat(nodes.here().chats().figures().rooms()).isZero();
    assertThat(nodes.there().chats().figures().rooms()).isZero();
  }

  @Test
  void notifiesAUserWhoIsRemovedFromAClosedChatOnce() {
    ChatId chat = cluster.chat(CLIENT, DOCTOR);
    Client client = nodes.connect(nodes.here(), CLIENT);
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    close(chat);
    nodes.passLinger();
    nodes.pass(Duration.ofMinutes(10)); // it takes no memory of the chat to say so
    nodes.here().chats().administration().unsubscribe(chat, DOCTOR);
    nodes.passHealingTime();
    assertThat(doctor.states(chat)).extracting(ChatChanged::left).containsExactly(false, true);
    assertThat(client.states(chat).toList().getLast().opponents()).isEmpty();
    nodes.passLinger();
    assertThat(nodes.there().chats().figures().rooms()).isZero();
  }

  @Test
  void notifiesAUserWhoIsRemovedFromAnOpenedChatOnce() {
    ChatId chat = cluster.chat(CLIENT, DOCTOR);
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    nodes.here().chats().administration().unsubscribe(chat, DOCTOR);
    nodes.passLinger();
    assertThat(doctor.states(chat)).extracting(ChatChanged::left).containsExactly(true);
  }

  @Test
  void keepsNothingOfAChatThatWasClosedWhileASessionSyncedG12() {
    List<ChatId> chats = Stream.generate(() -> cluster.chat(CLIENT)).limit(3).toList();
    Node node = cluster.newNode(Duration.ZERO, 1);
    AtomicBoolean isSlow = new AtomicBoolean();
    cluster.witness((session, event) -> {
      if (event instanceof Synced && isSlow.compareAndSet(true, false)) {
        chats.forEach(this::close);
        nodes.passLinger();
      }
    });
    Client client = cluster.connectForSync(node, CLIENT);
    sync(client);
    isSlow.set(true);
    sync(client);
    nodes.passLinger();
    assertThat(node.chats().figures().rooms()).isZero();
  }

  @Test
  void deliversAChatThatOpensAndClosesBetweenTwoReadingsG5() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.bus().cut();
    ChatId chat = cluster.chat(CLIENT, DOCTOR);
    cluster.say(chat, DOCTOR, "1", "2");
    close(chat);
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("1", "2");
    assertThat(client.states(chat)).extracting(ChatChanged::status).contains(ChatStatus.CLOSED);
  }

  @Test
  void repeatsNoMessageOfAClosedChatThatIsEnteredAgainG3() {
    ChatId chat = cluster.chat(CLIENT, DOCTOR);
    Client client = nodes.connect(nodes.here(), CLIENT);
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    Message said = cluster.say(chat, DOCTOR, "1", "2").getLast();
    close(chat);
    nodes.passLinger();
    client.open().markRead(chat, said.id());
    nodes.passHealingTime();
    nodes.pass(Duration.ofMinutes(10));
    nodes.here().chats().administration().subscribe(chat, OTHER, UserType.OPERATOR);
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("1", "2");
    assertThat(doctor.texts(chat)).containsExactly("1", "2");
    assertThat(client.states(chat).toList().getLast().opponents()).hasSize(2);
    assertThat(doctor.states(chat).toList().getLast().opponents()).hasSize(2);
  }

  private void sync(Client client) {
    CompletableFuture<Void> sync = client.sync();
    nodes.settle();
    assertThat(sync).isCompleted();
  }

  private void close(ChatId chat) {
    cluster.quietly(chat, now -> now.close());
    nodes.pass(Duration.ofSeconds(3));
  }
}
