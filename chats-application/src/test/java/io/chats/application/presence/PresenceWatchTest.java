package io.chats.application.presence;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.FOURTH;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ClientEvent.ClientGone;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.UserType;
import io.chats.domain.port.PresenceRegistry;
import io.chats.testing.inmemory.DatabaseLink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Doctors and operators are notified of absent clients, once for each departure. */
class PresenceWatchTest {

  private static final Duration ALMOST = Duration.ofSeconds(10);
  private static final Duration A_BIT = Duration.ofSeconds(3);

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ChatId chat = cluster.chat(CLIENT, DOCTOR);
  private final Client doctor = nodes.connect(nodes.there(), DOCTOR);
  private final Client client = nodes.connect(nodes.here(), CLIENT);

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void notifiesAfterTenSecondsOnceForEachDeparture() {
    client.open().close();
    nodes.pass(ALMOST);
    assertThat(told(doctor)).isEmpty();
    nodes.pass(A_BIT);
    assertThat(told(doctor)).containsExactly(new ClientGone(CLIENT));
    nodes.pass(Duration.ofMinutes(1));
    assertThat(told(doctor)).hasSize(1);

    nodes.connect(nodes.there(), CLIENT).open().close();
    nodes.pass(ALMOST.plus(A_BIT));
    assertThat(told(doctor)).hasSize(2);
  }

  @Test
  void notifiesOnlyTheStaffOnAllNodes() {
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.OPERATOR));
    cluster.quietly(chat, now -> now.subscribe(FOURTH, UserType.BOT));
    Client operator = nodes.connect(nodes.here(), OTHER);
    Client again = nodes.connect(nodes.here(), DOCTOR);
    Client bot = nodes.connect(nodes.here(), FOURTH);
    client.open().close();
    nodes.pass(ALMOST.plus(A_BIT));
    for (Client staff : List.of(doctor, again, operator)) {
      assertThat(told(staff)).containsExactly(new ClientGone(CLIENT));
    }
    assertThat(told(bot)).isEmpty();
  }

  @Test
  void doesNotNotifyOfAClientWhoIsBack() {
    client.open().close();
    nodes.pass(Duration.ofSeconds(8));
    Client back = nodes.connect(nodes.there(), CLIENT);
    nodes.pass(ALMOST.plus(A_BIT));
    assertThat(told(doctor)).isEmpty();
    back.open().close();
    nodes.pass(Duration.ofSeconds(8));
    assertThat(told(doctor)).as("the ten seconds begin anew").isEmpty();
  }

  @Test
  void doesNotNotifyOfDoctorsNorInAClosedChat() {
    doctor.open().close();
    nodes.pass(ALMOST.plus(A_BIT));
    assertThat(told(client)).isEmpty();
    Client back = nodes.connect(nodes.there(), DOCTOR);
    cluster.quietly(chat, Conversation::close);
    client.open().close();
    nodes.pass(ALMOST.plus(A_BIT));
    assertThat(told(back)).isEmpty();
  }

  @Test
  void notifiesOfClientsOfANodeThatDied() {
    PresenceRegistry elsewhere = cluster.presence().newNode();
    cluster.chat(OTHER, DOCTOR);
    elsewhere.arrived(List.of(OTHER));
    cluster.presence().kill(elsewhere);
    nodes.pass(ALMOST.plus(A_BIT));
    assertThat(told(doctor)).containsExactly(new ClientGone(OTHER));
  }

  @Test
  void waitsUntilPresenceIsKnown() {
    cluster.presence().setAway(true);
    client.open().close();
    nodes.pass(Duration.ofMinutes(1));
    assertThat(told(doctor)).isEmpty();
    cluster.presence().setAway(false);
    nodes.pass(ALMOST.plus(A_BIT));
    assertThat(told(doctor)).hasSize(1);
  }

  @Test
  void waitsForTheDatabaseAndDoesNotNotifyOfAClientWhoIsBack() {
    nodes.here().line().set(DatabaseLink.State.CUT);
    nodes.there().line().set(DatabaseLink.State.CUT);
    client.open().close();
    nodes.pass(Duration.ofMinutes(1));
    nodes.connect(nodes.there(), CLIENT);
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.there().line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    assertThat(told(doctor)).isEmpty();
  }

  @Test
  void waitsForTheDatabase() {
    nodes.here().line().set(DatabaseLink.State.CUT);
    nodes.there().line().set(DatabaseLink.State.CUT);
    client.open().close();
    nodes.pass(Duration.ofMinutes(1));
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.there().line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    assertThat(told(doctor)).hasSize(1);
  }

  private static List<ClientGone> told(Client staff) {
    return staff.events(ClientGone.class);
  }
}
