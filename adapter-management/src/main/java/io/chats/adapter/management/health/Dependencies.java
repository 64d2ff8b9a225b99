package io.chats.adapter.management.health;

import io.chats.support.PeriodicTask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services that the process depends on. Each is checked every second, so that a caller who asks
 * for its state never waits. Safe for use by any thread.
 */
public final class Dependencies implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dependencies.class);

  private static final Duration PERIOD = Duration.ofSeconds(1);

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

  /** Notifies the listener of every check from now on. */
  public void listen(DependencyListener listener) {
    listeners.add(listener);
  }

  /**
   * Adds a service, which counts as away until it is watched and a check succeeds.
   *
   * @param required whether the process cannot work without it
   * @param tolerated the number of failed checks in a row that change nothing
   */
  public Dependency expect(String name, boolean required, int tolerated) {
    Dependency dependency = new Dependency(name, required, tolerated, clock);
    all.add(dependency);
    return dependency;
  }

  /** Checks it from now on: at once, in the caller's thread, then every second. */
  public void watch(Dependency dependency, HealthCheck check) {
    Runnable run = () -> check(dependency, check);
    run.run();
    watches.add(new PeriodicTask(run, PERIOD, executor, timer));
  }

  /** All services, in the order in which they were added. */
  public List<Dependency> all() {
    return List.copyOf(all);
  }

  /** Returns whether all required services are there. */
  public boolean suffice() {
    return all.stream().allMatch(it -> it.state().up() || !it.isRequired());
  }

  /** Ends the checks; the last states remain. */
  @Override
  public void close() {
    watches.forEach(PeriodicTask::close);
  }

  private void check(Dependency dependency, HealthCheck check) {
    Dependency.State before = dependency.state();
    dependency.checked(problem(check));
    listeners.forEach(listener -> listener.checked(dependency, before));
  }

  private static Optional<String> problem(HealthCheck check) {
    try {
      return check.problem();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.debug("A check of a service failed", e);
    }
    return Optional.of(Dependency.NO_ANSWER);
  }
}
