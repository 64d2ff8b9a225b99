package io.chats.launcher.wiring;

import io.chats.adapter.management.health.Dependencies;
import io.chats.adapter.management.health.Dependency;
import io.chats.adapter.management.health.HealthCheck;
import io.chats.adapter.management.health.Readiness;
import io.chats.adapter.monitoring.failure.ReportingTimer;
import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.monitoring.metrics.Metrics;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.TrafficMonitor;
import io.chats.launcher.config.Configuration;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all parts of a process share.
 *
 * @param executor a virtual thread for each task
 * @param timer one thread for what is due later; never blocked
 * @param closers close what was opened, in reverse
 */
public record ProcessResources(
    ExecutorService executor,
    ScheduledExecutorService timer,
    Clock clock,
    Readiness readiness,
    Monitoring monitoring,
    Closers closers) {

  public static ProcessResources create(Configuration configuration) {
    Clock clock = Clock.systemUTC();
    Closers closers = new Closers();
    Monitoring monitoring = Monitoring.open(configuration, clock, closers);
    ExecutorService executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory());
    closers.add("executor", executor::shutdownNow);
    ReportingTimer timer = new ReportingTimer("timer", monitoring.failures());
    closers.add("timer", timer::shutdownNow);
    Dependencies dependencies = new Dependencies(executor, timer, clock);
    monitoring.listeners().forEach(dependencies::listen);
    Readiness readiness = new Readiness(dependencies, clock);
    return new ProcessResources(executor, timer, clock, readiness, monitoring, closers);
  }

  public FailureReporter failures() {
    return monitoring.failures();
  }

  public TrafficMonitor traffic() {
    return monitoring.traffic();
  }

  public Metrics metrics() {
    return monitoring.metrics();
  }

  /** Names something that the process waits for; see {@link Dependencies#expect}. */
  Dependency expect(String name, boolean required, int tolerated) {
    Dependency dependency = readiness.dependencies().expect(name, required, tolerated);
    metrics().show(Figure.DEPENDENCY_UP, () -> dependency.state().up() ? 1 : 0, "dependency", name);
    return dependency;
  }

  /** Looks at it from now on. */
  void watch(Dependency dependency, HealthCheck check) {
    readiness.dependencies().watch(dependency, check);
  }
}
