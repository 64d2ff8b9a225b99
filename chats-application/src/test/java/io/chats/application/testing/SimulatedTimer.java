package io.chats.application.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Starts tasks when the simulated time has come; none may block. */
final class SimulatedTimer extends AbstractExecutorService implements ScheduledExecutorService {

  private final Simulation simulation;
  private final List<Due<?>> waiting = new ArrayList<>();

  SimulatedTimer(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Runs what is due. */
  void fire(Instant now) {
    List<Due<?>> due = waiting.stream().filter(task -> !task.at.isAfter(now)).toList();
    waiting.removeAll(due);
    due.forEach(task -> simulation.unblockably(task::fire));
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return add(new Due<>(task, in(delay, unit), 0));
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long delay, long period, TimeUnit unit) {
    throw new UnsupportedOperationException("makes up for what was missed, all at once");
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long delay, long pause, TimeUnit unit) {
    return add(new Due<>(task, in(delay, unit), unit.toMillis(pause)));
  }

  @Override
  public void execute(Runnable task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {
    waiting.clear();
  }

  @Override
  public List<Runnable> shutdownNow() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  private Instant in(long delay, TimeUnit unit) {
    return simulation.now().plusMillis(unit.toMillis(delay));
  }

  private <V> Due<V> add(Due<V> task) {
    waiting.add(task);
    return task;
  }

  private final class Due<V> extends FutureTask<V> implements ScheduledFuture<V> {

    private final long pauseMillis;
    private Instant at;

    Due(Runnable task, Instant at, long pauseMillis) {
      super(task, null);
      this.at = at;
      this.pauseMillis = pauseMillis;
    }

    void fire() {
      if (pauseMillis == 0) {
        run();
      } else if (runAndReset()) {
        at = simulation.now().plusMillis(pauseMillis);
        waiting.add(this);
      }
    }

    @Override
    public long getDelay(TimeUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Delayed other) {
      throw new UnsupportedOperationException();
    }
  }
}
