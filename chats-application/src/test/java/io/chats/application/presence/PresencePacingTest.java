package io.chats.application.presence;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.FOURTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Presence;
import io.chats.domain.model.UserType;
import io.chats.domain.port.ClusterBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A user in very many chats comes and goes without a flood of signals (spec G7, no storm). */
class PresencePacingTest {

  private static final UserId BOT = FOURTH;
  private static final int CHATS = 1_500;

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ClusterBus elsewhere = cluster.bus().newNode();
  private final List<ChatSignal> received = new ArrayList<>();
  private final List<ChatId> chats =
      Stream.generate(() -> cluster.chat(DOCTOR)).limit(CHATS).toList();

  PresencePacingTest() {
    for (ChatId chat : chats) {
      cluster.quietly(chat, now -> now.subscribe(BOT, UserType.BOT));
      follow(chat);
    }
  }

  @Test
  void theSignalsOfOneUserArePacedAndAllAreSent() {
    nodes.connect(nodes.here(), BOT);
    nodes.pass(Duration.ofMillis(150));
    assertThat(received.size()).isBetween(1, CHATS / 4);
    nodes.pass(Duration.ofMillis(1_500));
    assertThat(received).hasSize(CHATS).allMatch(signal -> presence(signal) == Presence.ONLINE);
    assertThat(received).extracting(ChatSignal::chat).containsExactlyInAnyOrderElementsOf(chats);
    nodes.assertThatNothingFailed();
  }

  @Test
  void othersDoNotWaitForThem() {
    ChatId chat = cluster.chat(CLIENT);
    follow(chat);
    nodes.connect(nodes.here(), BOT);
    nodes.pass(Duration.ofMillis(50));
    nodes.connect(nodes.here(), CLIENT);
    nodes.pass(Duration.ofMillis(250));
    assertThat(received).anyMatch(signal -> signal.chat().equals(chat));
    assertThat(received.size()).isLessThan(CHATS / 2);
  }

  @Test
  void theLastSignalInEachChatIsRightWhenTheUserLeavesMeanwhile() {
    Client bot = nodes.connect(nodes.here(), BOT);
    nodes.pass(Duration.ofMillis(100));
    bot.open().close();
    nodes.pass(Duration.ofSeconds(5));
    Map<ChatId, Presence> last =
        received.stream()
            .collect(
                Collectors.toMap(
                    ChatSignal::chat, PresencePacingTest::presence, (before, now) -> now));
    assertThat(last)
        .hasSize(CHATS)
        .allSatisfy((chat, is) -> assertThat(is).isEqualTo(Presence.OFFLINE));
    nodes.assertThatNothingFailed();
  }

  private void follow(ChatId chat) {
    var unused =
        elsewhere.subscribe(
            chat,
            announcement -> {
              if (announcement instanceof ChatSignal signal) {
                received.add(signal);
              }
            });
  }

  private static Presence presence(ChatSignal signal) {
    return ((ChatSignal.PresenceChanged) signal.detail()).presence();
  }
}
