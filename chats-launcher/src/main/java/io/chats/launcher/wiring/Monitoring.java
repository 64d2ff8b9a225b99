package io.chats.launcher.wiring;

import io.chats.adapter.management.health.DependencyListener;
import io.chats.adapter.management.health.OutageLog;
import io.chats.adapter.monitoring.failure.CompositeFailureReporter;
import io.chats.adapter.monitoring.failure.LoggedErrors;
import io.chats.adapter.monitoring.failure.LoggingFailureReporter;
import io.chats.adapter.monitoring.failure.UncaughtFailures;
import io.chats.adapter.monitoring.metrics.CompositeTrafficMonitor;
import io.chats.adapter.monitoring.metrics.FailureCounts;
import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.monitoring.metrics.Metrics;
import io.chats.adapter.monitoring.metrics.TrafficMetrics;
import io.chats.adapter.monitoring.pinba.PinbaMonitor;
import io.chats.adapter.monitoring.sentry.SentryReporter;
import io.chats.adapter.monitoring.sentry.SentrySettings;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.TrafficMonitor;
import io.chats.launcher.config.Configuration;
import io.chats.launcher.config.Version;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Those who watch a process: which of them there are, the configuration says.
 *
 * @param failures are told of what nobody foresaw
 * @param unlogged the same, but for the log, for what is logged elsewhere
 */
public record Monitoring(
    Metrics metrics,
    FailureReporter failures,
    FailureReporter unlogged,
    TrafficMonitor traffic,
    List<DependencyListener> listeners) {

  /** NATS and Redis say themselves when they go and come. */
  private static final Set<String> TOLD_ELSEWHERE =
      Set.of(DependencyNames.BUS, DependencyNames.CACHE);

  static Monitoring open(Configuration configuration, Clock clock, Closers closers) {
    String mode = configuration.mode().name().toLowerCase(Locale.ROOT);
    Metrics metrics = closers.add("metrics", new Metrics(Version.text(), mode));
    Optional<SentryReporter> sentry =
        configuration
            .sentry()
            .map(it -> new SentrySettings(it.dsn().value(), Version.text(), mode))
            .map(it -> closers.add("Sentry", new SentryReporter(it, clock)));
    List<DependencyListener> listeners = new ArrayList<>();
    listeners.add(new OutageLog(TOLD_ELSEWHERE, clock));
    sentry.map(Monitoring::lostServices).ifPresent(listeners::add);
    FailureReporter unlogged = unlogged(metrics, sentry);
    FailureReporter failures = failures(unlogged, closers);
    TrafficMonitor traffic = traffic(configuration, metrics, closers);
    return new Monitoring(metrics, failures, unlogged, traffic, listeners);
  }

  static DependencyListener lostServices(SentryReporter sentry) {
    return (dependency, before) -> {
      if (before.up() && !dependency.state().up()) {
        sentry.lost(dependency.name(), dependency.isRequired(), before.since());
      }
    };
  }

  private static FailureReporter unlogged(Metrics metrics, Optional<SentryReporter> sentry) {
    List<FailureReporter> reporters = new ArrayList<>();
    reporters.add(new FailureCounts(metrics.registry()));
    sentry.ifPresent(reporters::add);
    return new CompositeFailureReporter(reporters);
  }

  private static FailureReporter failures(FailureReporter unlogged, Closers closers) {
    closers.add("logged errors", LoggedErrors.reportTo(unlogged));
    FailureReporter failures =
        new CompositeFailureReporter(List.of(new LoggingFailureReporter(), unlogged));
    closers.add("uncaught failures", UncaughtFailures.reportTo(failures));
    return failures;
  }

  private static TrafficMonitor traffic(
      Configuration configuration, Metrics metrics, Closers closers) {
    List<TrafficMonitor> all = new ArrayList<>(List.of(new TrafficMetrics(metrics.registry())));
    String topic = configuration.service().map(it -> it.bus().topic()).orElse("embedded");
    configuration
        .pinba()
        .map(it -> closers.add("Pinba", new PinbaMonitor(it.host(), it.port(), topic)))
        .ifPresent(pinba -> {
          metrics.show(Figure.PINBA_DROPPED, pinba::dropped);
          all.add(pinba);
        });
    return new CompositeTrafficMonitor(all);
  }
}
