package io.chats.launcher.health;

import io.chats.support.PeriodicTask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * All that the process depends on, each looked at every second, so that nobody who asks for it has
 * to wait. Safe for use by any thread.
 */
public final class Dependencies implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Executor executor;
  private final ScheduledExecutorService timer;
  private final Clock clock;
  private final List<Dependency> all = new CopyOnWriteArrayList<>();
  private final List<DependencyListener> listeners = new CopyOnWriteArrayList<>();
  private final List<PeriodicTask> watches = new CopyOnWriteArrayList<>();

  /**
   * @param executor runs the checks
   * @param timer starts them; never blocked
   */
  public Dependencies(Executor executor, ScheduledExecutorService timer, Clock clock) {
    this.executor = executor;
    this.timer = timer;
    this.clock = clock;
  }

  /** Tells it of everything that is found from now on. */
  public void listen(DependencyListener listener) {
    listeners.add(listener);
  }

  /**
   * Names something that is away until it is watched and found.
   *
   * @param required whether the process is of no use without it
   * @param tolerated so many failures of the check in a row change nothing
   */
  public Dependency expect(String name, boolean required, int tolerated) {
    Dependency dependency = new Dependency(name, required, tolerated, clock);
    all.add(dependency);
    return dependency;
  }

  /** Looks at it from now on: at once, in the caller's thread, then every second. */
  public void watch(Dependency dependency, Check check) {
    Runnable look = () -> look(dependency, check);
    look.run();
    watches.add(new PeriodicTask(look, LOOK_EVERY, executor, timer));
  }

  /** In the order in which they were named. */
  public List<Dependency> all() {
    return List.copyOf(all);
  }

  /** Whether all are there that are required. */
  public boolean suffice() {
    return all.stream().allMatch(it -> it.state().up() || !it.isRequired());
  }

  /** Looks no more; what was found stays. */
  @Override
  public void close() {
    watches.forEach(PeriodicTask::close);
  }

  private void look(Dependency dependency, Check check) {
    DependencyState before = dependency.state();
    dependency.found(isUp(check));
    listeners.forEach(listener -> listener.looked(dependency, before));
  }

  private static boolean isUp(Check check) {
    try {
      return check.isUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
