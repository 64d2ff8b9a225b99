package io.chats.adapter.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTasksTest {

  private final Queue<Runnable> executor = new ArrayDeque<>();
  private final List<String> gate = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final AtomicInteger held = new AtomicInteger();
  private final SessionTasks tasks =
      new SessionTasks(
          100,
          () -> gate.add("close"),
          () -> gate.add("open"),
          held::addAndGet,
          executor::add,
          failures::add);

  @Test
  void runsInOrderAndOneAtATime() throws InterruptedException {
    int threads = 4;
    int each = 500;
    AtomicInteger running = new AtomicInteger();
    List<Integer> done = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(threads * each);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      SessionTasks shared =
          new SessionTasks(1 << 20, () -> {}, () -> {}, held::addAndGet, pool, failures::add);
      for (int t = 0; t < threads; t++) {
        pool.execute(() -> {
          for (int i = 0; i < each; i++) {
            int number = i;
            shared.addFrame(
                1,
                () -> {
                  assertThat(running.incrementAndGet()).isEqualTo(1);
                  done.add(number);
                  running.decrementAndGet();
                  all.countDown();
                });
          }
        });
      }
      all.await();
    }
    assertThat(failures).isEmpty();
    assertThat(done).hasSize(threads * each);
  }

  @Test
  void closesTheGateWhenTooMuchWaitsAndOpensItWhenHalfIsDone() {
    for (int i = 0; i < 5; i++) {
      tasks.addFrame(30, () -> {});
    }
    assertThat(gate).containsExactly("close");

    List<Integer> costs = new ArrayList<>();
    tasks.addFrame(0, () -> costs.add(gate.size()));
    executor.remove().run();
    assertThat(gate).containsExactly("close", "open");
    assertThat(executor).isEmpty();
  }

  @Test
  void opensTheGateWhenWaitingFramesAreDropped() {
    tasks.addFrame(101, () -> failures.add(new AssertionError("dropped frames do not run")));
    tasks.dropFrames();
    tasks.addFrame(101, () -> failures.add(new AssertionError("nor do later ones")));
    executor.remove().run();

    assertThat(gate).containsExactly("close", "open");
    assertThat(failures).isEmpty();
  }

  @Test
  void runsTheOtherTasksAlsoWhenFramesAreDropped() {
    List<String> done = new ArrayList<>();
    tasks.addFrame(1, () -> done.add("frame"));
    tasks.add(() -> done.add("end"));
    tasks.dropFrames();
    executor.remove().run();

    assertThat(done).containsExactly("end");
    assertThat(held).hasValue(0);
  }

  /** The node has no memory for a thread, or is being closed. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFrameForWhichThereIsNoThreadCostsNothing(boolean closed) {
    SessionTasks refused =
        new SessionTasks(
            100,
            () -> gate.add("close"),
            () -> gate.add("open"),
            held::addAndGet,
            task -> {
              if (closed) {
                throw new RejectedExecutionException();
              }
              throw new OutOfMemoryError("threads");
            },
            failures::add);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> refused.addFrame(60, () -> {})).isNotNull();
    }
    assertThat(held).hasValue(0);
    assertThat(gate).as("nothing waits, so nothing stops the client").isEmpty();
  }

  @Test
  void goesOnAfterATaskThatFails() {
    List<String> done = new ArrayList<>();
    tasks.addFrame(
        1,
        () -> {
          throw new StackOverflowError();
        });
    tasks.addFrame(1, () -> done.add("next"));
    executor.remove().run();

    assertThat(done).containsExactly("next");
    assertThat(failures).hasSize(1);
  }
}
