package io.chats.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.Node;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.UserType;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node counts the changes of its chats that nobody announced to it. */
class MissedAnnouncementsTest {

  private static final UserId STRANGER = new UserId(9);

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private ChatId chat;
  private Client client;

  @BeforeEach
  void connect() {
    chat = cluster.chat(TwoNodes.CLIENT, TwoNodes.DOCTOR);
    client = nodes.connect(nodes.here(), TwoNodes.CLIENT);
    nodes.connect(nodes.there(), TwoNodes.DOCTOR);
    nodes.pass(Duration.ofSeconds(20));
    assertThat(missed(nodes.here())).isZero();
  }

  @Test
  void aMessageThatIsFoundInTheDatabaseOnlyIsMissedOnce() {
    cluster.say(chat, TwoNodes.DOCTOR, "Hello");
    nodes.pass(Duration.ofSeconds(20));
    assertThat(client.texts(chat)).containsExactly("Hello");
    assertThat(missed(nodes.here())).isEqualTo(1);
    assertThat(missed(nodes.there())).isEqualTo(1);
  }

  @Test
  void aChangeOfParticipantsThatIsFoundInTheDatabaseOnlyIsMissed() {
    cluster.quietly(chat, now -> now.subscribe(STRANGER, UserType.DOCTOR));
    nodes.pass(Duration.ofSeconds(20));
    assertThat(missed(nodes.here())).isEqualTo(1);
  }

  @Test
  void whatIsAnnouncedIsNotMissedByAnyNode() {
    for (int i = 0; i < 50; i++) {
      var unused = client.post(chat, Cluster.text("m" + i));
      nodes.pass(Duration.ofMillis(170));
    }
    nodes.pass(Duration.ofSeconds(20));
    assertThat(missed(nodes.here())).isZero();
    assertThat(missed(nodes.there())).isZero();
  }

  @Test
  void aChatThatNobodyHereIsInIsNotMissed() {
    ChatId other = cluster.chat(TwoNodes.OTHER, TwoNodes.FOURTH);
    cluster.say(other, TwoNodes.OTHER, "Hello");
    nodes.pass(Duration.ofSeconds(20));
    assertThat(missed(nodes.here())).isZero();
  }

  private static long missed(Node node) {
    return node.chats().figures().missedAnnouncements();
  }
}
