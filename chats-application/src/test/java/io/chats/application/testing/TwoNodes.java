package io.chats.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.UserId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Two nodes on which all happens in order, in simulated time. */
public final class TwoNodes {

  public static final UserId CLIENT = new UserId(1);
  public static final UserId DOCTOR = new UserId(2);
  public static final UserId OTHER = new UserId(3);
  public static final UserId FOURTH = new UserId(4);

  private final Simulation simulation = Simulation.inOrder();
  private final Cluster cluster = new Cluster(simulation.environment(), () -> false);
  private final Node here = cluster.newNode();
  private final Node there = cluster.newNode();

  public TwoNodes() {
    simulation.pass(Duration.ofSeconds(10));
  }

  public Simulation simulation() {
    return simulation;
  }

  public Cluster cluster() {
    return cluster;
  }

  public Node here() {
    return here;
  }

  public Node there() {
    return there;
  }

  /** Connects, is let in, and is announced. */
  public Client connect(Node node, UserId user) {
    AtomicReference<Client> client = new AtomicReference<>();
    simulation.unblockably(() -> client.set(cluster.connect(node, user)));
    simulation.settle();
    simulation.tick(Duration.ZERO);
    simulation.settle();
    return client.get();
  }

  /** Sets the clock of a node forward by so much; less than zero sets it back. */
  public void setClock(Node node, Duration by) {
    ((SettableClock) node.clock()).set(by);
  }

  /** Everything happens that needs no time. */
  public void settle() {
    simulation.settle();
  }

  public void pass(Duration time) {
    simulation.pass(time);
  }

  /** As much time as a change may take to reach everybody (spec G5). */
  public void passHealingTime() {
    simulation.pass(Duration.ofSeconds(5));
  }

  /** As much time as a room stays that nobody needs, and a comparison before it. */
  public void passLinger() {
    simulation.pass(Duration.ofSeconds(15));
  }

  public void assertThatNothingFailed() {
    assertThat(cluster.failures()).isEmpty();
  }
}
