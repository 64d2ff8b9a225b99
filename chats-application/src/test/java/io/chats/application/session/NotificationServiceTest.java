package io.chats.application.session;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.ConsultationUpdated;
import io.chats.domain.id.OrderId;
import io.chats.domain.model.Presence;
import org.junit.jupiter.api.Test;

class NotificationServiceTest {

  private static final ClientEvent EVENT = new ConsultationUpdated(new OrderId(5), true);

  private final TwoNodes nodes = new TwoNodes();

  @Test
  void sendsAnEventToEverySessionOfTheUser() {
    Client here = nodes.connect(nodes.here(), CLIENT);
    Client alsoHere = nodes.connect(nodes.here(), CLIENT);
    Client there = nodes.connect(nodes.there(), CLIENT);
    Client somebody = nodes.connect(nodes.here(), DOCTOR);
    assertThat(show(nodes)).isEqualTo(Presence.ONLINE);
    nodes.settle();
    for (Client client : new Client[] {here, alsoHere, there}) {
      assertThat(client.session().events()).containsExactly(EVENT);
    }
    assertThat(somebody.session().events()).isEmpty();
  }

  @Test
  void returnsThePresenceOfTheUser() {
    assertThat(show(nodes)).isEqualTo(Presence.OFFLINE);
    nodes.connect(nodes.there(), CLIENT);
    assertThat(show(nodes)).isEqualTo(Presence.ONLINE);
    nodes.cluster().presence().setAway(true);
    assertThat(show(nodes)).isEqualTo(Presence.UNKNOWN);
    nodes.connect(nodes.here(), CLIENT);
    assertThat(show(nodes)).isEqualTo(Presence.ONLINE);
  }

  private static Presence show(TwoNodes nodes) {
    return nodes.here().chats().notification().show(CLIENT, EVENT);
  }
}
