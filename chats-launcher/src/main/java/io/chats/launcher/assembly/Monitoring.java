package io.chats.launcher.assembly;

import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.TrafficMonitor;
import io.chats.launcher.config.Configuration;
import io.chats.launcher.config.Version;
import io.chats.launcher.health.Dependencies;
import io.chats.launcher.health.OutageLog;
import io.chats.launcher.lifecycle.Closers;
import io.chats.launcher.monitoring.AllFailures;
import io.chats.launcher.monitoring.AllTraffic;
import io.chats.launcher.monitoring.LoggingFailureReporter;
import io.chats.launcher.monitoring.metrics.FailureCounts;
import io.chats.launcher.monitoring.metrics.Metrics;
import io.chats.launcher.monitoring.metrics.TrafficMetrics;
import io.chats.launcher.monitoring.pinba.PinbaMonitor;
import io.chats.launcher.monitoring.sentry.SentryReporter;
import io.chats.launcher.monitoring.sentry.SentrySettings;
import io.micrometer.core.instrument.FunctionCounter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Those who watch a process: which of them there are, the configuration says. */
record Monitoring(Metrics metrics, FailureReporter failures, TrafficMonitor traffic) {

  /** NATS and Redis say themselves when they go and come. */
  private static final Set<String> TOLD_ELSEWHERE =
      Set.of(DependencyNames.BUS, DependencyNames.CACHE);

  static Monitoring open(
      Configuration configuration, Dependencies dependencies, Clock clock, Closers closers) {
    String mode = configuration.mode().name().toLowerCase(Locale.ROOT);
    Metrics metrics = closers.add("metrics", new Metrics(Version.text(), mode));
    Optional<SentryReporter> sentry =
        configuration
            .sentry()
            .map(it -> new SentrySettings(it.dsn().value(), Version.text(), mode))
            .map(it -> closers.add("Sentry", new SentryReporter(it, clock)));
    dependencies.listen(new OutageLog(TOLD_ELSEWHERE, clock));
    sentry.ifPresent(dependencies::listen);
    return new Monitoring(
        metrics, failures(metrics, sentry), traffic(configuration, metrics, closers));
  }

  private static FailureReporter failures(Metrics metrics, Optional<SentryReporter> sentry) {
    List<FailureReporter> all =
        new ArrayList<>(
            List.of(new LoggingFailureReporter(), new FailureCounts(metrics.registry())));
    sentry.ifPresent(all::add);
    return new AllFailures(all);
  }

  private static TrafficMonitor traffic(
      Configuration configuration, Metrics metrics, Closers closers) {
    List<TrafficMonitor> all = new ArrayList<>(List.of(new TrafficMetrics(metrics.registry())));
    String topic = configuration.service().map(it -> it.bus().topic()).orElse("embedded");
    configuration
        .pinba()
        .map(it -> closers.add("Pinba", new PinbaMonitor(it.host(), it.port(), topic)))
        .ifPresent(pinba -> {
          FunctionCounter.builder("chats.pinba.dropped", pinba, PinbaMonitor::dropped)
              .description("Requests that Pinba was not told of")
              .register(metrics.registry());
          all.add(pinba);
        });
    return new AllTraffic(all);
  }
}
