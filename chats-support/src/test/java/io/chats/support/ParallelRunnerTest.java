package io.chats.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelRunnerTest {

  private static final int MOST = 4;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ParallelRunner workers = new ParallelRunner(threads, MOST);
  private final List<Integer> things = IntStream.range(0, 40).boxed().toList();
  private final Queue<Integer> done = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void doAllEachOnce() {
    workers.forEach(things, done::add, () -> true);
    assertThat(done).containsExactlyInAnyOrderElementsOf(things);
    workers.forEach(List.<Integer>of(), done::add, () -> true);
    assertThat(done).hasSameSizeAs(things);
  }

  @Test
  void soManyWorkAtATimeAndNoMore() {
    CyclicBarrier together = new CyclicBarrier(MOST);
    AtomicInteger working = new AtomicInteger();
    workers.forEach(
        things,
        thing -> {
          assertThat(working.incrementAndGet()).isLessThanOrEqualTo(MOST);
          meet(together);
          working.decrementAndGet();
        },
        () -> true);
    assertThat(working).hasValue(0);
  }

  @Test
  void nothingIsBegunWhenTheyMayNotGoOn() {
    workers.forEach(things, done::add, () -> done.size() < 5);
    assertThat(done.size()).isBetween(5, 5 + MOST);
  }

  @Test
  void aFailureEndsItAndIsThrown() {
    ParallelRunner one = new ParallelRunner(threads, 1);
    assertThatIllegalStateException().isThrownBy(() -> one.forEach(things, this::fail, () -> true));
    assertThat(done).containsExactly(0);
  }

  @Test
  void anErrorEndsItForAllWorkers() {
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      ParallelRunner oneAfterTheOther = new ParallelRunner(one, MOST);
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> oneAfterTheOther.forEach(things, this::overflow, () -> true))
          .withCauseInstanceOf(StackOverflowError.class);
    }
    assertThat(done).containsExactly(0);
  }

  @Test
  void fewerThreadsDoAllTheWork() {
    Semaphore two = new Semaphore(2);
    ParallelRunner few =
        new ParallelRunner(
            task -> {
              if (!two.tryAcquire()) {
                throw new RejectedExecutionException("no thread");
              }
              threads.execute(task);
            },
            MOST);
    few.forEach(things, done::add, () -> true);
    assertThat(done).containsExactlyInAnyOrderElementsOf(things);
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> few.forEach(things, done::add, () -> true));
    assertThat(done).hasSameSizeAs(things);
  }

  private void fail(Integer thing) {
    done.add(thing);
    throw new IllegalStateException("thing " + thing);
  }

  private void overflow(Integer thing) {
    done.add(thing);
    throw new StackOverflowError("thing " + thing);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
