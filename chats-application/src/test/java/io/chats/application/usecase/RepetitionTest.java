package io.chats.application.usecase;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.api.MessagePosting.Posted;
import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Message;
import io.chats.domain.model.MessageStatus;
import io.chats.testing.inmemory.DatabaseLink;
import io.chats.testing.inmemory.FakeUsers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A repeated message is stored once, and acknowledged to the session that repeated it (G2). */
class RepetitionTest {

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ChatId chat = cluster.chat(CLIENT, DOCTOR);

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void acknowledgesARepetitionToTheRepeatingSessionOnly() {
    Client first = nodes.connect(nodes.here(), CLIENT);
    Client second = nodes.connect(nodes.there(), CLIENT);
    Client doctor = nodes.connect(nodes.here(), DOCTOR);
    var posted = first.post(chat, Cluster.text("a", "first"));
    nodes.settle();
    var repeated = second.post(chat, Cluster.text("a", "second"), Cluster.text("b", "new"));
    nodes.settle();
    assertThat(posted).isCompleted();
    Message stored = cluster.database().find(chat).orElseThrow().messages().getFirst();
    assertThat(repeated.join().getFirst()).isEqualTo(new Posted(shown(stored, true)));
    assertThat(first.texts(chat)).containsExactly("first", "new");
    assertThat(doctor.texts(chat)).containsExactly("first", "new");
    assertThat(second.messages(chat))
        .containsExactlyInAnyOrder(
            shown(stored, false), shown(stored, true), shown(latest(), false));
  }

  @Test
  void acknowledgesARepetitionInAClosedChat() {
    cluster.say(chat, DOCTOR, "before");
    post("a", "first");
    cluster.quietly(chat, Conversation::close);
    nodes.passHealingTime();
    Client client = nodes.connect(nodes.here(), CLIENT);
    int followings = cluster.bus().followings();
    var repeated = client.post(chat, Cluster.text("a", "second"));
    nodes.settle();
    assertThat(repeated).isCompleted();
    assertThat(client.messages(chat)).containsExactly(shown(latest(), true));
    assertThat(client.events(MessagesPosted.class).getFirst().users())
        .containsExactly(FakeUsers.profile(CLIENT));
    assertThat(cluster.bus().followings()).isEqualTo(followings);
  }

  @Test
  void acknowledgesARepetitionWhenTheDatabaseGoesAway() {
    post("a", "first");
    Client client = nodes.connect(nodes.here(), CLIENT);
    nodes.passHealingTime();
    var repeated = client.post(chat, Cluster.text("a", "second"));
    nodes.here().line().afterCalls(1, () -> nodes.here().line().set(DatabaseLink.State.CUT));
    nodes.settle();
    assertThat(repeated).isCompleted();
    assertThat(client.messages(chat)).filteredOn(ShownMessage::repeated).hasSize(1);
  }

  private void post(String id, String text) {
    var posting =
        nodes.here().chats().posting().post(chat, CLIENT, List.of(Cluster.text(id, text)));
    nodes.settle();
    assertThat(posting.toCompletableFuture()).isCompleted();
  }

  private Message latest() {
    return cluster.database().find(chat).orElseThrow().messages().getLast();
  }

  private static ShownMessage shown(Message message, boolean repeated) {
    return new ShownMessage(message, MessageStatus.RECEIVED, Optional.empty(), repeated);
  }
}
