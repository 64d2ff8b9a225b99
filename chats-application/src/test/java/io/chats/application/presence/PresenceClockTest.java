package io.chats.application.presence;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ClientEvent.OpponentStatus;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that are wrong, or are set, neither delay nor hasten what is said of presence. */
class PresenceClockTest {

  private static final Duration SOON = PresenceReporter.DEPARTURE_DELAY.plusMillis(100);

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, -120, -1, 1, 120, 3600})
  void aDepartureIsAnnouncedAfterASecondThoughTheClockIsSetMeanwhile(long seconds) {
    ChatId chat = cluster.chat(CLIENT, DOCTOR);
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    Client client = nodes.connect(nodes.here(), CLIENT);
    nodes.pass(SOON);
    client.open().close();
    nodes.pass(Duration.ofMillis(500));
    nodes.setClock(nodes.here(), Duration.ofSeconds(seconds));
    nodes.pass(Duration.ofMillis(400));
    assertThat(statuses(doctor)).containsExactly(status(chat, CLIENT, Presence.ONLINE));
    nodes.pass(SOON.minusMillis(900));
    assertThat(statuses(doctor))
        .containsExactly(
            status(chat, CLIENT, Presence.ONLINE), status(chat, CLIENT, Presence.OFFLINE));
  }

  @ParameterizedTest
  @ValueSource(longs = {-120, 120})
  void laterDeparturesFollowTheFirstOneThoughTheClockIsSet(long seconds) {
    Client first = nodes.connect(nodes.here(), CLIENT);
    Client second = nodes.connect(nodes.here(), OTHER);
    first.open().close();
    nodes.pass(Duration.ofMillis(300));
    nodes.setClock(nodes.here(), Duration.ofSeconds(seconds));
    second.open().close();
    nodes.pass(SOON.minusMillis(300));
    assertThat(cluster.presence().online()).containsExactly(OTHER);
    nodes.pass(Duration.ofMillis(300));
    assertThat(cluster.presence().online()).isEmpty();
  }

  private static List<OpponentStatus> statuses(Client client) {
    return client.events(OpponentStatus.class);
  }

  private static OpponentStatus status(ChatId chat, UserId user, Presence presence) {
    return new OpponentStatus(chat, List.of(new UserPresence(user, presence)));
  }
}
