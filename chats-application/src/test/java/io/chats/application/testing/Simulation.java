package io.chats.application.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.IntUnaryOperator;

/**
 * Runs in one thread what otherwise runs at the same time, in an order that a seed decides, and so
 * the same again and again. A task that blocks lets others go on in the middle of it. Time passes
 * only when told to.
 */
public final class Simulation {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DEEPEST = 4;
  private static final int STEP_MS = 5;

  private final Random random;
  private final IntUnaryOperator choice;
  private final List<Runnable> ready = new ArrayList<>();
  private final SimulatedTimer timer = new SimulatedTimer(this);
  private Instant now = START;
  private int depth;
  private boolean slow;
  private boolean mayBlock = true;

  private Simulation(Random random, IntUnaryOperator choice) {
    this.random = random;
    this.choice = choice;
  }

  /** One in which tasks run in the order in which they became ready, each without interruption. */
  public static Simulation inOrder() {
    return new Simulation(null, size -> 0);
  }

  /** One in which the seed decides. */
  public static Simulation random(Random random) {
    return new Simulation(random, random::nextInt);
  }

  /** The executors, timers and clock by which a cluster runs in this simulation. */
  public Environment environment() {
    Executor unblockable = task -> ready.add(() -> unblockably(task));
    return new Environment(
        this::clock,
        this::nanoTime,
        ready::add,
        timer,
        unblockable,
        this::block,
        this::assertMayBlock,
        this::mishap);
  }

  public Instant now() {
    return now;
  }

  /** A clock that is wrong by so much, and that can be set. */
  public SettableClock clock(Duration skew) {
    return new SettableClock(this::now, skew);
  }

  private long nanoTime() {
    return Duration.between(START, now).toNanos();
  }

  /** Whether those who block do so for seconds, now and then. */
  public void setSlow(boolean isSlow) {
    slow = isSlow;
  }

  /** Runs a task that is ready; false when none is. */
  public boolean step() {
    if (ready.isEmpty()) {
      return false;
    }
    ready.remove(choice.applyAsInt(ready.size())).run();
    return true;
  }

  /** Runs all tasks, and those that they start, but none that is due later. */
  public void settle() {
    boolean more = true;
    while (more) {
      more = step();
    }
  }

  /** Lets time pass; what is due becomes ready, and only that. */
  public void tick(Duration time) {
    now = now.plus(time);
    timer.fire(now);
  }

  /** Lets time pass, and everything happen that is due meanwhile. */
  public void pass(Duration time) {
    settle();
    for (long ms = 0; ms < time.toMillis(); ms += STEP_MS) {
      tick(Duration.ofMillis(STEP_MS));
      settle();
    }
  }

  /** Runs what must not block. */
  public void unblockably(Runnable task) {
    boolean before = mayBlock;
    mayBlock = false;
    try {
      task.run();
    } finally {
      mayBlock = before;
    }
  }

  private void assertMayBlock() {
    if (!mayBlock) {
      throw new AssertionError("this thread must not block");
    }
  }

  private boolean mishap() {
    return random != null && random.nextInt(4) == 0;
  }

  /** Called where a thread would block: other tasks go on meanwhile. */
  private void block() {
    assertMayBlock();
    if (random != null && depth < DEEPEST && random.nextInt(3) == 0) {
      depth++;
      if (slow && random.nextInt(8) == 0) {
        tick(Duration.ofMillis(random.nextInt(2000)));
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        step();
      }
      depth--;
    }
  }
}
