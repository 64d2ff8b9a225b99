package io.chats.application.delivery;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.api.ChatAdministration;
import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Message;
import io.chats.domain.port.ClusterBus;
import io.chats.testing.inmemory.DatabaseLink;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users are sent nothing that is stored after they left (spec G6). */
class PrivacyTest {

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ChatId chat = cluster.chat(CLIENT, DOCTOR, OTHER);
  private final ClusterBus elsewhere = cluster.bus().newNode();
  private final Client client = nodes.connect(nodes.here(), CLIENT);
  private final Client other = nodes.connect(nodes.here(), OTHER);

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void sendsNothingToAUserWhoHasLeft() {
    post("1");
    nodes.settle();
    nodes.there().chats().administration().unsubscribe(chat, OTHER);
    post("2");
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("1", "2");
    assertThat(other.texts(chat)).containsExactly("1");
    assertThat(other.states(chat)).extracting(ChatChanged::left).containsExactly(true);
  }

  @Test
  void sendsNothingToAUserWhoseLeavingWasNotAnnounced() {
    cluster.quietly(chat, now -> now.unsubscribe(OTHER));
    post("1");
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("1");
    assertThat(other.texts(chat)).isEmpty();
    assertThat(other.states(chat)).extracting(ChatChanged::left).containsExactly(true);
  }

  @Test
  void sendsNothingWhileTheParticipantsAreUnknown() {
    cluster.quietly(chat, now -> now.unsubscribe(OTHER));
    nodes.here().line().set(DatabaseLink.State.CUT);
    post("1");
    nodes.pass(Duration.ofSeconds(30));
    assertThat(client.texts(chat)).isEmpty();
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("1");
    assertThat(other.texts(chat)).isEmpty();
  }

  @Test
  void loadsParticipantsWhenAnAnnouncementKnowsOtherOnes() {
    cluster.quietly(chat, now -> now.unsubscribe(OTHER));
    Message said = cluster.say(chat, DOCTOR, "1").getFirst();
    Chat now = cluster.database().find(chat).orElseThrow().chat();
    elsewhere.announce(
        new ChatChange(
            chat,
            now.version() - 2,
            now.version(),
            now.participantsVersion(),
            new ChatChange.Posted(List.of(said))));
    nodes.passHealingTime();
    assertThat(client.texts(chat)).containsExactly("1");
    assertThat(other.texts(chat)).isEmpty();
  }

  @Test
  void doesNotLetARemovedUserEnterWhenTheDatabaseFailsMeanwhile() {
    cluster.quietly(chat, now -> now.unsubscribe(OTHER));
    cluster.say(chat, DOCTOR, Collections.nCopies(60, "x").toArray(String[]::new));
    post("heals the gap");
    nodes.settle();
    nodes.here().line().afterCalls(2, () -> nodes.here().line().set(DatabaseLink.State.CUT));
    nodes.pass(Duration.ofMillis(60));
    assertThat(client.texts(chat)).as("a page was shown, the next one failed").hasSize(50);
    nodes.here().line().set(DatabaseLink.State.UP);
    elsewhere.notify(OTHER, new UserNotice.MembershipChanged(chat));
    nodes.passHealingTime();
    assertThat(client.texts(chat)).hasSize(61);
    assertThat(other.texts(chat)).isEmpty();
    assertThat(other.states(chat)).extracting(ChatChanged::left).containsExactly(true);
  }

  @Test
  void letsTheSuccessorEnterAfterAHandOver() {
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    ChatAdministration administration = nodes.here().chats().administration();
    administration.unsubscribe(chat, OTHER);
    nodes.settle();
    administration.handOver(chat, DOCTOR, OTHER);
    nodes.settle();
    var posted = client.post(chat, Cluster.text("hello"));
    nodes.passHealingTime();
    assertThat(posted).isCompleted();
    assertThat(doctor.texts(chat)).isEmpty();
    assertThat(doctor.states(chat).toList().getLast().left()).isTrue();
    assertThat(other.texts(chat)).containsExactly("hello");
    assertThat(other.states(chat).toList().getLast().left()).isFalse();
  }

  private void post(String text) {
    nodes.there().chats().posting().post(chat, DOCTOR, List.of(Cluster.text(text)));
  }
}
