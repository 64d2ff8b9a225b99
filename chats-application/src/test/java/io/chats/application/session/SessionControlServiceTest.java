package io.chats.application.session;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.api.EventListening.EventListener;
import io.chats.application.testing.Client;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.ClientSession.CloseReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionControlServiceTest {

  private final TwoNodes nodes = new TwoNodes();
  private final Client here = nodes.connect(nodes.here(), CLIENT);
  private final Client there = nodes.connect(nodes.there(), CLIENT);
  private final Client alsoThere = nodes.connect(nodes.there(), CLIENT);
  private final Client somebody = nodes.connect(nodes.there(), DOCTOR);

  private List<SessionAnswer> find(UserId user) {
    return nodes.here().chats().control().find(user).toCompletableFuture().join();
  }

  private List<SessionAnswer> disconnect(UserId user) {
    return nodes.here().chats().control().disconnect(user, "why").toCompletableFuture().join();
  }

  private static List<SessionId> ids(SessionAnswer answer) {
    return answer.sessions().stream().map(SessionAnswer.Session::id).toList();
  }

  private static SessionId id(Client client) {
    return client.session().id();
  }

  @Test
  void findsTheSessionsOfAUserOnAllNodes() {
    List<SessionAnswer> answers = find(CLIENT);
    assertThat(answers).extracting(SessionAnswer::node).doesNotHaveDuplicates().hasSize(2);
    assertThat(ids(answers.getFirst())).containsExactly(id(here));
    assertThat(ids(answers.getLast())).containsExactlyInAnyOrder(id(there), id(alsoThere));
  }

  @Test
  void everyNodeAnswersAlsoWithoutASession() {
    assertThat(find(new UserId(99)))
        .hasSize(2)
        .allSatisfy(answer -> assertThat(answer.sessions()).isEmpty());
  }

  @Test
  void closesTheSessionsOfThatUserAlone() {
    List<SessionAnswer> answers = disconnect(CLIENT);
    assertThat(answers.stream().mapToInt(answer -> answer.sessions().size()).sum()).isEqualTo(3);
    for (Client client : List.of(here, there, alsoThere)) {
      assertThat(client.session().closings()).containsExactly(CloseReason.DISCONNECTED);
    }
    assertThat(somebody.session().closings()).isEmpty();
  }

  @Test
  void aNodeThatIsCutOffIsMissing() {
    nodes.cluster().bus().cut();
    assertThat(find(CLIENT)).hasSize(1);
  }

  @Test
  void aListenerOfTheServiceItselfIsNoSessionOfAClient() {
    EventListener listener = event -> {};
    try (var listening = nodes.here().chats().listening().listen(new UserId(5), listener)) {
      assertThat(listening).isNotNull();
      assertThat(find(new UserId(5)).getFirst().sessions()).isEmpty();
      assertThat(disconnect(new UserId(5)).getFirst().sessions()).isEmpty();
    }
  }
}
