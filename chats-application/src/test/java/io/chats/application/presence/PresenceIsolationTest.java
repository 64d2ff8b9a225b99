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
import io.chats.domain.event.ClientEvent.OpponentStatus;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ConsultationService;
import io.chats.domain.port.PresenceRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A user whose data cannot be read fails alone, and no loop ends by it (spec G13). */
class PresenceIsolationTest {

  private static final Duration A_WHILE = Duration.ofSeconds(2);

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final Client doctor = nodes.connect(nodes.there(), DOCTOR);

  private final List<Client> clients = new ArrayList<>();

  @Test
  void aUserWhoCannotBeReportedFailsAlone() {
    connect();
    cluster.unreadable().add(PresenceRegistry.class, OTHER);
    disconnect();
    assertThat(offline()).containsExactlyInAnyOrder(CLIENT, FOURTH);
    assertThat(cluster.failures()).anyMatch(f -> f.startsWith("reporting presence {user=3}"));
    clients.clear();
    connect(List.of(CLIENT));
    disconnect();
    assertThat(offline()).hasSize(3);
  }

  @Test
  void aUserWhoseChatsCannotBeReadFailsAlone() {
    connect();
    cluster.unreadable().add(ChatDirectory.class, OTHER);
    disconnect();
    assertThat(cluster.presence().online()).containsExactly(DOCTOR);
    assertThat(offline()).containsExactlyInAnyOrder(CLIENT, FOURTH);
    assertThat(cluster.failures()).anyMatch(f -> f.startsWith("announcing presence {user=3}"));
    nodes.pass(Duration.ofSeconds(12));
    assertThat(doctor.events(ClientGone.class))
        .containsExactlyInAnyOrder(new ClientGone(CLIENT), new ClientGone(FOURTH));
    assertThat(cluster.failures()).anyMatch(f -> f.startsWith("presence {user=3}"));
  }

  @Test
  void aServiceThatFailsForAUserKeepsNoSignalBack() {
    connect();
    cluster.unreadable().add(ConsultationService.class, OTHER);
    disconnect();
    assertThat(offline()).containsExactlyInAnyOrder(CLIENT, OTHER, FOURTH);
    assertThat(cluster.people().heard()).contains("1 went", "4 went").doesNotContain("3 went");
  }

  private void connect() {
    List<UserId> users = List.of(CLIENT, OTHER, FOURTH);
    users.forEach(user -> cluster.chat(user, DOCTOR));
    connect(users);
  }

  private void connect(List<UserId> users) {
    users.forEach(user -> clients.add(nodes.connect(nodes.here(), user)));
    nodes.pass(A_WHILE);
  }

  private void disconnect() {
    clients.forEach(client -> client.open().close());
    nodes.pass(A_WHILE);
  }

  private List<UserId> offline() {
    return doctor.events(OpponentStatus.class).stream()
        .flatMap(status -> status.users().stream())
        .filter(user -> user.presence() == Presence.OFFLINE)
        .map(UserPresence::user)
        .toList();
  }
}
