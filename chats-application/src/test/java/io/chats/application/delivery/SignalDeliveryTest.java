package io.chats.application.delivery;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent.OpponentStatus;
import io.chats.domain.event.ClientEvent.Typing;
import io.chats.domain.event.ClientEvent.UserPresence;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Presence;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ClusterBus;
import io.chats.testing.inmemory.DatabaseLink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Typing and presence reach opponents at most once, and only while both users take part. */
class SignalDeliveryTest {

  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ChatId chat = cluster.chat(CLIENT, DOCTOR);
  private final ClusterBus elsewhere = cluster.bus().newNode();
  private final Client client = nodes.connect(nodes.here(), CLIENT);
  private final Client doctor = nodes.connect(nodes.there(), DOCTOR);

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void sendsTypingToTheOpponentsOnAllNodes() {
    Client again = nodes.connect(nodes.there(), CLIENT);
    client.open().typing(chat, "start");
    nodes.settle();
    assertThat(doctor.events(Typing.class))
        .containsExactly(new Typing(chat, CLIENT, "CLIENT is typing", "start"));
    assertThat(client.events(Typing.class)).isEmpty();
    assertThat(again.events(Typing.class)).as("their own other session").isEmpty();
  }

  @Test
  void sendsNothingToBots() {
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.BOT));
    Client bot = nodes.connect(nodes.here(), OTHER);
    client.open().typing(chat, "start");
    nodes.settle();
    assertThat(bot.events(Typing.class)).isEmpty();
    assertThat(bot.events(OpponentStatus.class)).isEmpty();
  }

  @Test
  void sendsTheTypingOfBots() {
    cluster.quietly(chat, now -> now.subscribe(OTHER, UserType.BOT));
    nodes.passHealingTime();
    nodes.connect(nodes.here(), OTHER).open().typing(chat, "start");
    nodes.settle();
    assertThat(doctor.events(Typing.class)).extracting(Typing::user).containsExactly(OTHER);
  }

  @Test
  void sendsNoTypingInAClosedChatWhenTheClosingWasNotAnnounced() {
    cluster.quietly(chat, Conversation::close);
    nodes.pass(ONE_SECOND);
    typesElsewhere();
    assertThat(doctor.events(Typing.class)).isEmpty();
  }

  @Test
  void sendsNoTypingOfAUserWhoseLeavingWasNotAnnounced() {
    cluster.quietly(chat, now -> now.unsubscribe(CLIENT));
    nodes.pass(ONE_SECOND);
    typesElsewhere();
    assertThat(doctor.events(Typing.class)).isEmpty();
  }

  @Test
  void sendsNoTypingToAUserWhoseLeavingWasNotAnnounced() {
    cluster.quietly(chat, now -> now.unsubscribe(DOCTOR));
    nodes.pass(ONE_SECOND);
    typesElsewhere();
    assertThat(doctor.events(Typing.class)).isEmpty();
  }

  @Test
  void sendsNoLateSignalAfterTheDatabaseWasAway() {
    nodes.there().line().set(DatabaseLink.State.CUT);
    nodes.pass(ONE_SECOND);
    int calls = nodes.there().line().calls();
    for (int i = 0; i < 1000; i++) {
      typesElsewhere();
    }
    assertThat(nodes.there().line().calls() - calls).isEqualTo(1);
    nodes.pass(ONE_SECOND);
    nodes.there().line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    assertThat(doctor.events(Typing.class)).isEmpty();
    typesElsewhere();
    assertThat(doctor.events(Typing.class)).hasSize(1);
  }

  @Test
  void asksTheDatabaseOnceForManySignals() {
    nodes.pass(ONE_SECOND);
    int calls = nodes.there().line().calls();
    for (int i = 0; i < 1000; i++) {
      typesElsewhere();
    }
    assertThat(doctor.events(Typing.class)).hasSize(1000);
    assertThat(nodes.there().line().calls() - calls).isEqualTo(1);
  }

  @Test
  void sendsChangesOfPresence() {
    client.open().close();
    nodes.passHealingTime();
    nodes.connect(nodes.here(), CLIENT);
    nodes.pass(ONE_SECOND);
    assertThat(doctor.events(OpponentStatus.class))
        .containsExactly(status(Presence.OFFLINE), status(Presence.ONLINE));
  }

  private OpponentStatus status(Presence presence) {
    return new OpponentStatus(chat, List.of(new UserPresence(CLIENT, presence)));
  }

  private void typesElsewhere() {
    elsewhere.announce(new ChatSignal(chat, CLIENT, new ChatSignal.Typing("start")));
    nodes.settle();
  }
}
