package io.chats.application.session;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.ChatDirectory;
import io.chats.testing.inmemory.DatabaseLink;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A user whose chats cannot be looked up fails alone, and not for good (spec G5, G13). */
class UnreadableUserG13Test {

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final ChatId chat = cluster.chat(CLIENT, DOCTOR);

  @Test
  void entersOnceTheChatsCanBeLookedUp() {
    nodes.passHealingTime();
    cluster.unreadable().add(ChatDirectory.class, CLIENT);
    Client client = nodes.connect(nodes.here(), CLIENT);
    cluster.say(chat, DOCTOR, "1");
    nodes.pass(Duration.ofMinutes(10));
    assertThat(client.texts(chat)).isEmpty();
    assertThat(cluster.failures())
        .as("named, and not with every run")
        .filteredOn(failure -> failure.contains("StackOverflowError"))
        .hasSizeBetween(5, 30)
        .allMatch(failure -> failure.contains("user=" + CLIENT));
    cluster.unreadable().repair(ChatDirectory.class, CLIENT);
    nodes.pass(Duration.ofSeconds(65));
    assertThat(client.texts(chat)).containsExactly("1");
  }

  @Test
  void keepsNobodyElseFromEnteringAfterAnOutage() {
    ChatId others = cluster.chat(OTHER, DOCTOR);
    nodes.passHealingTime();
    nodes.here().line().set(DatabaseLink.State.CUT);
    nodes.connect(nodes.here(), CLIENT);
    Client other = nodes.connect(nodes.here(), OTHER);
    cluster.unreadable().add(ChatDirectory.class, CLIENT);
    cluster.say(others, DOCTOR, "1");
    nodes.here().line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    assertThat(other.texts(others)).containsExactly("1");
  }
}
