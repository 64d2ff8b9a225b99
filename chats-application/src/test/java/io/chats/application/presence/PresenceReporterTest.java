package io.chats.application.presence;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.Node;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ClientEvent.OpponentStatus;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.PresenceRegistry;
import io.chats.testing.inmemory.DatabaseLink;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Presence is known, without users who are gone, and without a storm of reports (spec G7). */
class PresenceReporterTest {

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void reportsTheFirstSessionAndTheLastOne() {
    Client first = nodes.connect(nodes.here(), CLIENT);
    Client second = nodes.connect(nodes.here(), CLIENT);
    Client elsewhere = nodes.connect(nodes.there(), CLIENT);
    end(first);
    end(elsewhere);
    assertThat(cluster.presence().online()).containsExactly(CLIENT);
    assertThat(cluster.people().heard()).containsExactly("1 came");
    end(second);
    assertThat(cluster.presence().online()).isEmpty();
    assertThat(cluster.people().heard()).containsExactly("1 came", "1 went");
  }

  @Test
  void leavesNoUserOnlineWhoseSessionEndedAtOnce() {
    for (int i = 0; i < 3; i++) {
      cluster.connect(nodes.here(), CLIENT).open().close();
    }
    nodes.passHealingTime();
    assertThat(cluster.presence().online()).isEmpty();
    cluster.connect(nodes.here(), CLIENT).open().close();
    cluster.connect(nodes.here(), CLIENT);
    nodes.settle();
    assertThat(cluster.presence().online()).containsExactly(CLIENT);
  }

  @Test
  void endingASessionTwiceCountsOnce() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    Client again = nodes.connect(nodes.here(), CLIENT);
    end(client);
    end(client);
    assertThat(cluster.presence().online()).containsExactly(CLIENT);
    end(again);
    assertThat(cluster.presence().online()).isEmpty();
  }

  @Test
  void knowsPresenceWhileTheDatabaseIsAway() {
    nodes.here().line().set(DatabaseLink.State.CUT);
    Client client = nodes.connect(nodes.here(), CLIENT);
    assertThat(cluster.presence().online()).containsExactly(CLIENT);
    end(client);
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    assertThat(cluster.presence().online()).isEmpty();
  }

  @Test
  void doesNotReportAUserWhoIsBackAtOnce() {
    ChatId chat = cluster.chat(CLIENT, DOCTOR);
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    Client client = nodes.connect(nodes.here(), CLIENT);
    Node back = nodes.here();
    for (int i = 0; i < 6; i++) {
      client.open().close();
      nodes.pass(Duration.ofMillis(900));
      back = back.equals(nodes.here()) ? nodes.there() : nodes.here();
      client = nodes.connect(back, CLIENT);
      nodes.pass(Duration.ofMillis(900));
    }
    nodes.pass(PresenceReporter.DEPARTURE_DELAY);
    assertThat(statuses(doctor)).containsExactly(status(chat, Presence.ONLINE));
    assertThat(cluster.people().heard()).containsExactlyInAnyOrder("1 came", "2 came");
    assertThat(cluster.presence().online()).containsExactlyInAnyOrder(CLIENT, DOCTOR);
  }

  @Test
  void announcesNoDepartureWhilePresenceIsUnknown() {
    ChatId chat = cluster.chat(CLIENT, DOCTOR);
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    cluster.presence().setAway(true);
    end(nodes.connect(nodes.here(), CLIENT));
    nodes.pass(Duration.ofSeconds(30));
    assertThat(statuses(doctor)).containsExactly(status(chat, Presence.ONLINE));
    assertThat(cluster.people().heard()).containsExactly("2 came", "1 came");
    cluster.presence().setAway(false);
    nodes.pass(Duration.ofSeconds(2));
    assertThat(statuses(doctor))
        .containsExactly(status(chat, Presence.ONLINE), status(chat, Presence.OFFLINE));
    assertThat(cluster.people().heard()).containsExactly("2 came", "1 came", "1 went");
  }

  @Test
  void announcesTheUsersOfANodeThatDied() {
    ChatId chat = cluster.chat(CLIENT, DOCTOR);
    PresenceRegistry elsewhere = cluster.presence().newNode();
    elsewhere.arrived(List.of(CLIENT, OTHER));
    nodes.connect(nodes.here(), OTHER);
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    cluster.presence().kill(elsewhere);
    nodes.pass(Duration.ofSeconds(2));
    assertThat(statuses(doctor)).containsExactly(status(chat, Presence.OFFLINE));
    assertThat(cluster.people().heard()).containsExactly("2 came", "1 went");
  }

  @Test
  void announcesTheDepartureOnceTheDatabaseIsBack() {
    ChatId chat = cluster.chat(CLIENT, DOCTOR);
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    Client client = nodes.connect(nodes.here(), CLIENT);
    nodes.pass(Duration.ofSeconds(1));
    nodes.here().line().set(DatabaseLink.State.CUT);
    end(client);
    nodes.pass(Duration.ofSeconds(10));
    assertThat(statuses(doctor)).containsExactly(status(chat, Presence.ONLINE));
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    assertThat(statuses(doctor))
        .containsExactly(status(chat, Presence.ONLINE), status(chat, Presence.OFFLINE));
  }

  @Test
  void announcesNoDepartureOfAUserWhoIsBack() {
    ChatId chat = cluster.chat(CLIENT, DOCTOR);
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    Client client = nodes.connect(nodes.here(), CLIENT);
    nodes.pass(Duration.ofSeconds(1));
    nodes.here().line().set(DatabaseLink.State.CUT);
    end(client);
    nodes.connect(nodes.there(), CLIENT);
    nodes.pass(Duration.ofSeconds(1));
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    assertThat(statuses(doctor))
        .containsExactly(status(chat, Presence.ONLINE), status(chat, Presence.ONLINE));
  }

  @Test
  void announcesTheLatestStateWhenAUserIsBackMeanwhile() {
    ChatId chat = cluster.chat(CLIENT, DOCTOR);
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    Client client = nodes.connect(nodes.here(), CLIENT);
    nodes.pass(Duration.ofSeconds(1));
    PresenceRegistry elsewhere = cluster.presence().newNode();
    cluster.presence().afterLookUp(() -> elsewhere.arrived(List.of(CLIENT)));
    end(client);
    assertThat(statuses(doctor))
        .containsExactly(
            status(chat, Presence.ONLINE),
            status(chat, Presence.OFFLINE),
            status(chat, Presence.ONLINE));
  }

  @Test
  void reportsAStormInBatchesAndAnnouncesItAtABoundedRate() {
    int users = 5000;
    List<Client> clients =
        LongStream.range(1000, 1000 + users)
            .mapToObj(id -> cluster.connect(nodes.here(), new UserId(id)))
            .toList();
    nodes.pass(Duration.ofMillis(250));
    assertThat(cluster.people().heard()).hasSizeBetween(1, users / 4);
    nodes.passHealingTime();
    assertThat(cluster.people().heard()).hasSize(users);
    int arrivals = cluster.presence().reports().size();
    assertThat(arrivals).isLessThan(users / 100);

    clients.forEach(client -> client.open().close());
    nodes.passHealingTime();
    assertThat(cluster.people().heard()).hasSize(2 * users);
    assertThat(cluster.presence().reports()).hasSize(arrivals + users / 500);
    assertThat(cluster.presence().online()).isEmpty();
  }

  @Test
  void subscribesToAUserWhileTheyHaveASession() {
    Client first = nodes.connect(nodes.here(), CLIENT);
    Client second = nodes.connect(nodes.here(), CLIENT);
    assertThat(cluster.bus().followings()).isEqualTo(1);
    end(first);
    assertThat(cluster.bus().followings()).isEqualTo(1);
    end(second);
    assertThat(cluster.bus().followings()).isZero();
  }

  private void end(Client client) {
    nodes.simulation().unblockably(client.open()::close);
    nodes.pass(PresenceReporter.DEPARTURE_DELAY);
    nodes.pass(Duration.ofMillis(100));
  }

  private static List<OpponentStatus> statuses(Client client) {
    return client.events(OpponentStatus.class);
  }

  private static OpponentStatus status(ChatId chat, Presence presence) {
    return new OpponentStatus(chat, List.of(new UserPresence(CLIENT, presence)));
  }
}
