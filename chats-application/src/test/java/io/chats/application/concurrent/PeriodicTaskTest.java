package io.chats.application.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Environment;
import io.chats.application.testing.Simulation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {

  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final Simulation simulation = Simulation.inOrder();
  private final Environment environment = simulation.environment();
  private int runs;

  @Test
  void runsOverAndOverUntilItIsClosed() {
    PeriodicTask task = start(() -> runs++);
    simulation.pass(Duration.ofSeconds(7));
    assertThat(runs).isEqualTo(3);
    task.close();
    task.runNow();
    simulation.pass(Duration.ofSeconds(7));
    assertThat(runs).isEqualTo(3);
  }

  @Test
  void runsAtOnceWhenAsked() {
    try (PeriodicTask task = start(() -> runs++)) {
      task.runNow();
      simulation.settle();
      assertThat(runs).isEqualTo(1);
    }
  }

  @Test
  void neverRunsTwiceAtATime() {
    PeriodicTask[] self = new PeriodicTask[1];
    self[0] =
        start(() -> {
          runs++;
          self[0].runNow();
          simulation.tick(PERIOD.multipliedBy(3));
        });
    self[0].runNow();
    simulation.settle();
    assertThat(runs).isEqualTo(1);
    self[0].close();
  }

  private PeriodicTask start(Runnable task) {
    return new PeriodicTask(task, PERIOD, environment.executor(), environment.timer());
  }
}
