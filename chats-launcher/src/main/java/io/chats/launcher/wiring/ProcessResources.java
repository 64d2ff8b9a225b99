package io.chats.launcher.wiring;

import io.chats.adapter.management.health.Dependencies;
import io.chats.adapter.management.health.Dependency;
import io.chats.adapter.management.health.DependencyListener;
import io.chats.adapter.management.health.HealthCheck;
import io.chats.adapter.management.health.OutageListener;
import io.chats.adapter.management.health.Readiness;
import io.chats.adapter.monitoring.Monitoring;
import io.chats.adapter.monitoring.MonitoringSettings;
import io.chats.adapter.monitoring.failure.ReportingTimer;
import io.chats.adapter.monitoring.metrics.CacheMetrics;
import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.monitoring.metrics.Metrics;
import io.chats.adapter.monitoring.sentry.SentryReporter;
import io.chats.domain.port.FailureReporter;
import io.chats.launcher.cache.CacheBounds;
import io.chats.launcher.config.Configuration;
import io.chats.launcher.config.Version;
import io.chats.launcher.config.value.Secret;
import io.chats.support.Closers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * The resources that all parts of a process share.
 *
 * @param executor a virtual thread for each task
 * @param timer one thread for delayed tasks; never blocked
 * @param closers close what was opened, the latest first
 */
public record ProcessResources(
    ExecutorService executor,
    ScheduledExecutorService timer,
    Clock clock,
    Readiness readiness,
    Monitoring monitoring,
    Closers closers) {

  private static final long MAX_CACHED = 100_000;

  /** Starts the threads and the monitoring of a process. */
  public static ProcessResources create(Configuration configuration) {
    Clock clock = Clock.systemUTC();
    Closers closers = new Closers();
    Monitoring monitoring = Monitoring.start(monitoring(configuration), clock, closers);
    ExecutorService executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory());
    closers.add("executor", executor::shutdownNow);
    ReportingTimer timer = new ReportingTimer("timer", monitoring.failures());
    closers.add("timer", timer::shutdownNow);
    Dependencies dependencies = new Dependencies(executor, timer, clock);
    dependencies.listen(new OutageListener(DependencyName.loggedByAdapters(), clock));
    monitoring.sentry().map(ProcessResources::lossReports).ifPresent(dependencies::listen);
    Readiness readiness = new Readiness(dependencies, clock);
    return new ProcessResources(executor, timer, clock, readiness, monitoring, closers);
  }

  private static MonitoringSettings monitoring(Configuration configuration) {
    String topic = configuration.service().map(it -> it.bus().topic()).orElse("embedded");
    return new MonitoringSettings(
        Version.text(),
        configuration.mode().name().toLowerCase(Locale.ROOT),
        configuration.sentry().map(Secret::value),
        configuration.pinba().map(it -> new MonitoringSettings.Pinba(it.host(), it.port(), topic)));
  }

  /** Reports each service that is lost to Sentry. */
  static DependencyListener lossReports(SentryReporter sentry) {
    return (dependency, before) -> {
      if (before.up() && !dependency.state().up()) {
        sentry.lost(dependency.name(), dependency.isRequired(), before.since());
      }
    };
  }

  public FailureReporter failures() {
    return monitoring.failures();
  }

  public Metrics metrics() {
    return monitoring.metrics();
  }

  /** The bounds of a cache in memory, whose hits and misses are counted. */
  CacheBounds cacheBounds(String cache, Duration lifetime) {
    MeterRegistry registry = metrics().registry();
    return new CacheBounds(
        lifetime,
        MAX_CACHED,
        new CacheMetrics(registry, cache, "memory")::add,
        new CacheMetrics(registry, cache, "redis")::add);
  }

  /** Shows a service as away until it is watched and found; see {@link Dependencies#expect}. */
  Dependency expect(DependencyName name) {
    Dependency dependency =
        readiness.dependencies().expect(name.text, name.required, name.tolerated);
    metrics()
        .show(Figure.DEPENDENCY_UP, () -> dependency.state().up() ? 1 : 0, "dependency", name.text);
    return dependency;
  }

  /** Checks from now on whether announcements of other nodes arrive. */
  public void watchAnnouncements(LongSupplier missed) {
    metrics().show(Figure.ANNOUNCEMENTS_MISSED, missed::getAsLong);
    watch(expect(DependencyName.ANNOUNCEMENTS), new AnnouncementHealth(missed, System::nanoTime));
  }

  /** Checks a service from now on. */
  void watch(Dependency dependency, HealthCheck check) {
    readiness.dependencies().watch(dependency, check);
  }
}
