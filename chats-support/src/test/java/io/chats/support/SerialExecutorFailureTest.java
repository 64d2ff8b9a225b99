package io.chats.support;

import static java.lang.Thread.State.BLOCKED;
import static java.lang.Thread.State.NEW;
import static java.lang.Thread.State.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A serial executor whose surroundings fail: its threads, its tasks and its reporter. */
class SerialExecutorFailureTest {

  private final Queue<Runnable> ready = new ArrayDeque<>();
  private final List<Integer> run = new ArrayList<>();
  private boolean rejects;
  private Error error;

  @Test
  void aTaskWithoutAThreadIsRefusedAndLaterOnesRun() {
    SerialExecutor serial = new SerialExecutor(this::give, failure -> {});
    rejects = true;
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> serial.execute(() -> run.add(1)));
    rejects = false;
    serial.execute(() -> run.add(2));
    runReady();
    assertThat(run).containsExactly(2);
  }

  @Test
  void aTaskThatComesWhileAThreadIsRefusedIsNotStranded() throws InterruptedException {
    SerialExecutor[] serial = new SerialExecutor[1];
    Thread other = new Thread(() -> serial[0].execute(() -> run.add(2)));
    Runnable otherComes =
        () -> {
          other.start();
          await().until(() -> EnumSet.of(BLOCKED, TERMINATED).contains(other.getState()));
        };
    serial[0] =
        new SerialExecutor(
            task -> {
              if (other.getState() == NEW) {
                otherComes.run();
                throw new RejectedExecutionException("no thread");
              }
              ready.add(task);
            },
            failure -> {});
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> serial[0].execute(() -> run.add(1)));
    other.join();
    runReady();
    assertThat(run).containsExactly(2);
  }

  @Test
  void anErrorOfTheExecutorEndsNothing() {
    SerialExecutor serial = new SerialExecutor(this::give, failure -> {});
    error = new OutOfMemoryError("unable to create a thread");
    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> serial.execute(() -> run.add(1)));
    error = null;
    IntStream.rangeClosed(2, 1000).forEach(i -> serial.execute(() -> run.add(i)));
    error = new OutOfMemoryError("unable to create a thread");
    runReady();
    assertThat(run).hasSize(999).isSorted();
  }

  @Test
  void anErrorOfATaskAndOfTheReporterEndNothing() {
    SerialExecutor serial =
        new SerialExecutor(
            this::give,
            failure -> {
              throw new StackOverflowError("the reporter's own");
            });
    serial.execute(() -> {
      throw new OutOfMemoryError("the task's own");
    });
    serial.execute(() -> run.add(1));
    runReady();
    serial.execute(() -> run.add(2));
    runReady();
    assertThat(run).containsExactly(1, 2);
  }

  @Test
  void tasksThatWereTakenRunAlsoWhenThereAreNoMoreThreads() {
    SerialExecutor serial = new SerialExecutor(this::give, failure -> {});
    IntStream.range(0, 1000).forEach(i -> serial.execute(() -> run.add(i)));
    rejects = true;
    runReady();
    assertThat(run).hasSize(1000).isSorted();
  }

  @Test
  void aFailingReporterEndsNothing() {
    SerialExecutor serial =
        new SerialExecutor(
            this::give,
            failure -> {
              throw new IllegalStateException("the reporter's own");
            });
    serial.execute(() -> {
      throw new AssertionError("the task's own");
    });
    serial.execute(() -> run.add(1));
    runReady();
    assertThat(run).containsExactly(1);
  }

  @Test
  void tasksThatWereClearedDoNotRun() {
    SerialExecutor serial = new SerialExecutor(this::give, failure -> {});
    serial.execute(() -> run.add(1));
    serial.clear();
    serial.execute(() -> run.add(2));
    runReady();
    assertThat(run).containsExactly(2);
  }

  private void give(Runnable task) {
    if (error != null) {
      throw error;
    }
    if (rejects) {
      throw new RejectedExecutionException("no thread");
    }
    ready.add(task);
  }

  private void runReady() {
    while (!ready.isEmpty()) {
      ready.remove().run();
    }
  }
}
