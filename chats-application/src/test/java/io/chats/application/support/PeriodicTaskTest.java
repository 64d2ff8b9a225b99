package io.chats.application.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.testing.Environment;
import io.chats.application.testing.Simulation;
import io.chats.support.PeriodicTask;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {

  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final Simulation simulation = Simulation.inOrder();
  private final Environment environment = simulation.environment();
  private int runs;

  @Test
  void runsPeriodicallyUntilItIsClosed() {
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

  @Test
  void theFirstRunComesAfterItsOwnDelay() {
    Duration first = Duration.ofSeconds(1);
    PeriodicTask task =
        new PeriodicTask(() -> runs++, first, PERIOD, environment.executor(), environment.timer());
    simulation.pass(first);
    assertThat(runs).isEqualTo(1);
    simulation.pass(PERIOD);
    assertThat(runs).isEqualTo(2);
    task.close();
  }

  @Test
  void anErrorOfTheTaskDoesNotEndLaterRuns() {
    try (PeriodicTask task =
        start(() -> {
          runs++;
          throw new StackOverflowError("the task's own");
        })) {
      simulation.pass(PERIOD.multipliedBy(3));
      assertThat(runs).isEqualTo(3);
      task.runNow();
      simulation.settle();
      assertThat(runs).isEqualTo(4);
    }
  }

  @Test
  void anErrorOfTheExecutorDoesNotEndLaterRuns() {
    AtomicBoolean failing = new AtomicBoolean(true);
    Executor unsure =
        task -> {
          if (failing.get()) {
            throw new OutOfMemoryError("unable to create a thread");
          }
          environment.executor().execute(task);
        };
    try (PeriodicTask task = new PeriodicTask(() -> runs++, PERIOD, unsure, environment.timer())) {
      simulation.pass(PERIOD.multipliedBy(2));
      task.runNow();
      assertThat(runs).isZero();
      failing.set(false);
      simulation.pass(PERIOD);
      assertThat(runs).isEqualTo(1);
    }
  }

  @Test
  void awaitEndWaitsAndNoRunBeginsAfterwards() throws InterruptedException {
    PeriodicTask task = start(() -> runs++);
    task.runNow();
    task.close();
    assertThat(task.awaitEnd(Duration.ofMillis(10))).isFalse();
    simulation.settle();
    assertThat(task.awaitEnd(Duration.ofMillis(10))).isTrue();
    simulation.pass(PERIOD);
    assertThat(runs).isEqualTo(1);
  }

  private PeriodicTask start(Runnable task) {
    return new PeriodicTask(task, PERIOD, environment.executor(), environment.timer());
  }
}
