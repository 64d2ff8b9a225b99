package io.chats.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {

  private static final int UNBOUNDED = Integer.MAX_VALUE;

  private final List<Throwable> failures = new ArrayList<>();
  private Queue<Runnable> ready;
  private SerialExecutor serial;

  @BeforeEach
  @BeforeTry
  void startAnew() {
    ready = new ArrayDeque<>();
    serial = new SerialExecutor(ready::add, failures::add);
  }

  /** Tasks are given, some by tasks, and turns are taken, in any order. */
  @Property
  void runsAllInOrder(@ForAll @Size(max = 60) List<@IntRange(max = 3) Integer> steps) {
    List<Integer> given = new ArrayList<>();
    List<Integer> run = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      int number = i;
      switch (steps.get(i)) {
        case 0 -> runOne();
        case 1 -> serial.execute(() -> give(number, given, run));
        default -> give(number, given, run);
      }
    }
    runAll();
    assertThat(run).isEqualTo(given);
    assertThat(failures).isEmpty();
  }

  @Property
  void takesAsManyAsMayWait(@ForAll @IntRange(max = 40) int bound) {
    List<Integer> run = new ArrayList<>();
    List<Integer> taken =
        IntStream.range(0, 50).filter(i -> serial.offer(() -> run.add(i), bound)).boxed().toList();
    assertThat(taken).hasSize(bound);
    runAll();
    assertThat(run).isEqualTo(taken);
    assertThat(serial.offer(() -> {}, bound)).isEqualTo(bound > 0);
  }

  @Test
  void theRunningTaskCountsAgainstTheBound() {
    List<Boolean> taken = new ArrayList<>();
    serial.execute(() -> {
      taken.add(serial.offer(() -> {}, 1));
      taken.add(serial.offer(() -> {}, 2));
    });
    runAll();
    assertThat(taken).containsExactly(false, true);
  }

  @Test
  void letsOthersHaveTheirTurn() {
    AtomicInteger run = new AtomicInteger();
    for (int i = 0; i < 1000; i++) {
      serial.execute(run::incrementAndGet);
    }
    runOne();
    assertThat(run).hasValueBetween(1, 999);
    assertThat(ready).hasSize(1);
    runAll();
    assertThat(run).hasValue(1000);
  }

  @Test
  void holdsNoThreadWhenIdle() {
    serial.execute(() -> {});
    runAll();
    assertThat(ready).isEmpty();
    serial.execute(() -> {});
    assertThat(ready).hasSize(1);
  }

  @Test
  void goesOnAfterAFailure() {
    List<String> run = new ArrayList<>();
    AssertionError fault = new AssertionError("a task's own");
    serial.execute(() -> run.add("before"));
    serial.execute(() -> {
      throw fault;
    });
    serial.execute(() -> run.add("after"));
    runAll();
    assertThat(run).containsExactly("before", "after");
    assertThat(failures).containsExactly(fault);
    serial.execute(() -> run.add("later"));
    runAll();
    assertThat(run).endsWith("later");
  }

  @Test
  void runsOneAtATimeWhateverTheThreads() {
    Queue<Throwable> unforeseen = new ConcurrentLinkedQueue<>();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    int[] unguarded = new int[1];
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      SerialExecutor shared = new SerialExecutor(threads, unforeseen::add);
      for (int giver = 0; giver < 8; giver++) {
        threads.execute(() -> {
          for (int i = 0; i < 5000; i++) {
            shared.execute(() -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              unguarded[0]++;
              running.decrementAndGet();
            });
          }
        });
      }
      await().until(() -> unguarded[0] == 40_000);
    }
    assertThat(most).hasValue(1);
    assertThat(unforeseen).isEmpty();
  }

  private void give(int number, List<Integer> given, List<Integer> run) {
    given.add(number);
    assertThat(serial.offer(() -> run.add(number), UNBOUNDED)).isTrue();
  }

  private void runOne() {
    if (!ready.isEmpty()) {
      ready.remove().run();
    }
  }

  private void runAll() {
    while (!ready.isEmpty()) {
      ready.remove().run();
    }
  }
}
