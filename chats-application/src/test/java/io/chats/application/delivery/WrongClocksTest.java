package io.chats.application.delivery;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.Node;
import io.chats.application.testing.Simulation;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.UserType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No clock decides what is delivered (spec G5). */
class WrongClocksTest {

  private final Simulation simulation = Simulation.inOrder();
  private final Cluster cluster = new Cluster(simulation.environment(), () -> false);

  @ParameterizedTest
  @ValueSource(ints = {-3600, -5, 0, 5, 3600})
  void aUserWhoJoinsMissesNothingWhateverTheClocksSayG5(int secondsBehind) {
    Node here = cluster.newNode();
    Node there = cluster.newNode(Duration.ofSeconds(secondsBehind));
    ChatId chat = cluster.chat(CLIENT, DOCTOR);
    cluster.say(chat, DOCTOR, "before");
    simulation.pass(Duration.ofSeconds(10));
    Client other = cluster.connect(here, OTHER);
    simulation.pass(Duration.ofSeconds(10));
    cluster.bus().cut();
    here.chats().administration().subscribe(chat, OTHER, UserType.OPERATOR);
    for (String text : List.of("1", "2", "3")) {
      there.chats().posting().post(chat, DOCTOR, List.of(Cluster.text(text)));
      simulation.pass(Duration.ofMillis(300));
    }
    simulation.pass(Duration.ofSeconds(5));
    assertThat(other.texts(chat)).containsExactly("1", "2", "3");
    assertThat(cluster.failures()).isEmpty();
  }
}
