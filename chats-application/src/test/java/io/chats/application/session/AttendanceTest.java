package io.chats.application.session;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.Line;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ClientEvent.OpponentStatus;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is there is known: no ghosts, no storm (SPEC G7). */
class AttendanceTest {

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void reportsTheFirstSessionAndTheLastOne() {
    Client first = nodes.connect(nodes.here(), CLIENT);
    Client second = nodes.connect(nodes.here(), CLIENT);
    Client elsewhere = nodes.connect(nodes.there(), CLIENT);
    end(first);
    end(elsewhere);
    assertThat(cluster.presence().online()).containsExactly(CLIENT);
    assertThat(cluster.people().heard()).containsExactly("1 came");
    end(second);
    assertThat(cluster.presence().online()).isEmpty();
    assertThat(cluster.people().heard()).containsExactly("1 came", "1 went");
  }

  @Test
  void leavesNoGhostOfASessionThatEndedAtOnce() {
    for (int i = 0; i < 3; i++) {
      cluster.connect(nodes.here(), CLIENT).open().close();
    }
    nodes.settle();
    assertThat(cluster.presence().online()).isEmpty();
    cluster.connect(nodes.here(), CLIENT).open().close();
    cluster.connect(nodes.here(), CLIENT);
    nodes.settle();
    assertThat(cluster.presence().online()).containsExactly(CLIENT);
  }

  @Test
  void takesEndingTwiceForOnce() {
    Client client = nodes.connect(nodes.here(), CLIENT);
    Client again = nodes.connect(nodes.here(), CLIENT);
    end(client);
    end(client);
    assertThat(cluster.presence().online()).containsExactly(CLIENT);
    end(again);
    assertThat(cluster.presence().online()).isEmpty();
  }

  @Test
  void knowsWhoIsThereWhileTheDatabaseIsAway() {
    nodes.here().line().set(Line.State.CUT);
    Client client = nodes.connect(nodes.here(), CLIENT);
    assertThat(cluster.presence().online()).containsExactly(CLIENT);
    end(client);
    nodes.here().line().set(Line.State.UP);
    nodes.passHealingTime();
    assertThat(cluster.presence().online()).isEmpty();
  }

  @Test
  void announcesNobodyWhilePresenceCannotBeKnown() {
    cluster.chat(CLIENT, DOCTOR);
    Client doctor = nodes.connect(nodes.there(), DOCTOR);
    cluster.presence().setAway(true);
    end(nodes.connect(nodes.here(), CLIENT));
    nodes.pass(Duration.ofSeconds(1));
    assertThat(doctor.events(OpponentStatus.class)).isEmpty();
    assertThat(cluster.people().heard()).containsExactly("2 came");
  }

  @Test
  void followsAUserAsLongAsTheyAreHere() {
    Client first = nodes.connect(nodes.here(), CLIENT);
    Client second = nodes.connect(nodes.here(), CLIENT);
    assertThat(cluster.bus().followings()).isEqualTo(1);
    end(first);
    assertThat(cluster.bus().followings()).isEqualTo(1);
    end(second);
    assertThat(cluster.bus().followings()).isZero();
  }

  private void end(Client client) {
    nodes.simulation().unblockably(client.open()::close);
    nodes.settle();
  }
}
