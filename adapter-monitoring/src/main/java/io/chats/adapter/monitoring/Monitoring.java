package io.chats.adapter.monitoring;

import io.chats.adapter.monitoring.failure.LoggedErrors;
import io.chats.adapter.monitoring.failure.LoggingFailureReporter;
import io.chats.adapter.monitoring.failure.UncaughtFailures;
import io.chats.adapter.monitoring.logging.StandardOutput;
import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.monitoring.metrics.Metrics;
import io.chats.adapter.monitoring.metrics.TrafficMetrics;
import io.chats.adapter.monitoring.pinba.PinbaMonitor;
import io.chats.adapter.monitoring.sentry.SentryReporter;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.TrafficMonitor;
import io.chats.support.Closers;
import io.chats.support.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that monitors a process. Its parts may be used by any thread.
 *
 * @param metrics the figures of the process
 * @param failures logs an unforeseen failure, counts it, and reports it to Sentry
 * @param unloggedFailures the same without the log, for failures that are logged elsewhere
 * @param traffic times requests and frames, and sends requests to Pinba
 * @param sentry empty where there is none
 */
public record Monitoring(
    Metrics metrics,
    FailureReporter failures,
    FailureReporter unloggedFailures,
    TrafficMonitor traffic,
    Optional<SentryReporter> sentry) {

  /**
   * Starts to monitor the process: from now on failures that no thread catches, and errors that
   * Chats logs, are reported too. There is one for a JVM at a time.
   *
   * @param closers end it
   */
  public static Monitoring start(MonitoringSettings settings, Clock clock, Closers closers) {
    Metrics metrics = closers.add("metrics", new Metrics(settings.version(), settings.mode()));
    metrics.show(Figure.LOG_DROPPED, StandardOutput::dropped);
    Optional<SentryReporter> sentry =
        settings.sentryDsn().map(dsn -> closers.add("Sentry", sentry(dsn, settings, clock)));
    FailureReporter unlogged =
        all(Stream.concat(Stream.of(metrics.failureCounter()), sentry.stream()).toList());
    closers.add("logged errors", LoggedErrors.reportTo(unlogged));
    FailureReporter failures = all(List.of(new LoggingFailureReporter(), unlogged));
    closers.add("uncaught failures", UncaughtFailures.reportTo(failures));
    TrafficMonitor traffic = traffic(settings, metrics, closers);
    return new Monitoring(metrics, failures, unlogged, traffic, sentry);
  }

  private static SentryReporter sentry(String dsn, MonitoringSettings settings, Clock clock) {
    return new SentryReporter(
        dsn, settings.version(), settings.mode(), SteadyClock.startingFrom(clock));
  }

  private static FailureReporter all(List<FailureReporter> reporters) {
    return (failure, during, context) ->
        reporters.forEach(it -> it.unforeseen(failure, during, context));
  }

  private static TrafficMonitor traffic(
      MonitoringSettings settings, Metrics metrics, Closers closers) {
    List<TrafficMonitor> monitors = new ArrayList<>();
    monitors.add(new TrafficMetrics(metrics.registry()));
    settings
        .pinba()
        .map(it -> closers.add("Pinba", new PinbaMonitor(it.host(), it.port(), it.topic())))
        .ifPresent(pinba -> {
          metrics.show(Figure.PINBA_DROPPED, pinba::dropped);
          monitors.add(pinba);
        });
    return new CompositeTrafficMonitor(List.copyOf(monitors));
  }

  /** Passes everything on to several monitors. */
  private record CompositeTrafficMonitor(List<TrafficMonitor> monitors) implements TrafficMonitor {

    @Override
    public void request(String method, String path, String result, Duration took) {
      monitors.forEach(it -> it.request(method, path, result, took));
    }

    @Override
    public void frame(String type, String result, Duration took) {
      monitors.forEach(it -> it.frame(type, result, took));
    }

    @Override
    public void closed(int code) {
      monitors.forEach(it -> it.closed(code));
    }

    @Override
    public void handshake(int status) {
      monitors.forEach(it -> it.handshake(status));
    }

    @Override
    public void token(String result, Duration took) {
      monitors.forEach(it -> it.token(result, took));
    }

    @Override
    public void cut(String reason) {
      monitors.forEach(it -> it.cut(reason));
    }

    @Override
    public void upstream(String subject, String result, Duration took) {
      monitors.forEach(it -> it.upstream(subject, result, took));
    }
  }
}
