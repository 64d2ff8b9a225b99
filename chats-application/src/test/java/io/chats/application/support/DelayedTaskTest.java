package io.chats.application.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chats.application.testing.Environment;
import io.chats.application.testing.Simulation;
import io.chats.support.DelayedTask;
import io.chats.support.SerialExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DelayedTaskTest {

  private final Simulation simulation = Simulation.inOrder();
  private final Environment environment = simulation.environment();
  private final List<Throwable> failures = new ArrayList<>();
  private final SerialExecutor queue = new SerialExecutor(environment.executor(), failures::add);
  private int runs;

  @Test
  void runsOnceWhenItIsDue() {
    DelayedTask task = task(() -> runs++);
    task.runIn(Duration.ofMillis(50));
    task.runIn(Duration.ofMillis(10));
    assertThat(task.isPending()).isTrue();
    simulation.pass(Duration.ofMillis(45));
    assertThat(runs).isZero();
    simulation.pass(Duration.ofMillis(5));
    assertThat(runs).isEqualTo(1);
    assertThat(task.isPending()).isFalse();
    simulation.pass(Duration.ofSeconds(1));
    assertThat(runs).isEqualTo(1);
  }

  @Test
  void canBeAskedForAgainByItself() {
    List<DelayedTask> self = new ArrayList<>();
    DelayedTask task =
        task(() -> {
          runs++;
          self.getFirst().runIn(Duration.ofMillis(100));
        });
    self.add(task);
    task.runIn(Duration.ZERO);
    simulation.pass(Duration.ofMillis(250));
    assertThat(runs).isEqualTo(3);
    assertThat(task.isPending()).isTrue();
  }

  @Test
  void runsInItsTurnInTheExecutor() {
    List<String> run = new ArrayList<>();
    task(() -> run.add("delayed")).runIn(Duration.ofMillis(5));
    queue.execute(() -> simulation.tick(Duration.ofMillis(5)));
    queue.execute(() -> run.add("before"));
    simulation.settle();
    assertThat(run).containsExactly("before", "delayed");
  }

  @Test
  void runsLaterWhenTheExecutorGivesNoThread() {
    Error noThread = new OutOfMemoryError("unable to create a thread");
    AtomicReference<Error> failing = new AtomicReference<>(noThread);
    SerialExecutor unsure =
        new SerialExecutor(
            task -> {
              if (failing.get() != null) {
                throw failing.get();
              }
              environment.executor().execute(task);
            },
            failures::add);
    DelayedTask task = new DelayedTask(environment.timer(), unsure, () -> runs++);
    task.runIn(Duration.ofMillis(50));
    simulation.pass(Duration.ofMillis(100));
    assertThat(runs).isZero();
    assertThat(task.isPending()).isTrue();
    failing.set(null);
    simulation.pass(Duration.ofSeconds(1));
    assertThat(runs).isEqualTo(1);
    assertThat(task.isPending()).isFalse();
  }

  @Test
  void canBeAskedForAgainAfterAnError() {
    DelayedTask task =
        task(() -> {
          runs++;
          throw new StackOverflowError("the task's own");
        });
    for (int i = 1; i <= 2; i++) {
      task.runIn(Duration.ofMillis(5));
      simulation.pass(Duration.ofMillis(5));
      assertThat(runs).isEqualTo(i);
    }
    assertThat(failures).hasSize(2);
  }

  @Test
  void isNotPendingWhenTheTimerTookNothing() {
    ScheduledExecutorService stopped = Executors.newSingleThreadScheduledExecutor();
    stopped.shutdownNow();
    DelayedTask task = new DelayedTask(stopped, queue, () -> runs++);
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> task.runIn(Duration.ZERO));
    assertThat(task.isPending()).isFalse();
  }

  private DelayedTask task(Runnable task) {
    return new DelayedTask(environment.timer(), queue, task);
  }
}
