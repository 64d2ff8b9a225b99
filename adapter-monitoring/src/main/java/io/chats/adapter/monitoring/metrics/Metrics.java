package io.chats.adapter.monitoring.metrics;

import io.chats.domain.port.FailureReporter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;

/**
 * The metrics of one process. Their number is bounded: each tag takes its values from a fixed set,
 * and the registry refuses more than a maximum. Safe for use by any thread.
 */
public final class Metrics implements AutoCloseable {

  private static final int MAX_METERS = 2_000;

  /** The buckets that dashboards and alarms use. */
  private static final Duration[] BUCKETS =
      Arrays.stream(new long[] {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000})
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Holds the values, to which the registry has weak references only. */
  private final Queue<DoubleSupplier> values = new ConcurrentLinkedQueue<>();

  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final LogbackMetrics logLines = new LogbackMetrics();

  /**
   * @param version the version of the product; {@code chats_info} shows it and the mode
   */
  public Metrics(String version, String mode) {
    registry.config().meterFilter(MeterFilter.maximumAllowableMetrics(MAX_METERS));
    registry.gauge("chats.info", Tags.of("version", version, "mode", mode), 1);
    List.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics(),
            new FileDescriptorMetrics(),
            collections,
            logLines)
        .forEach((MeterBinder binder) -> binder.bindTo(registry));
  }

  static Timer.Builder timer(String name, String description) {
    return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS);
  }

  public MeterRegistry registry() {
    return registry;
  }

  /**
   * Shows a figure from now on.
   *
   * @param value called by the thread that reads the metrics; must not block
   * @param tags keys and values in turn
   */
  public void show(Figure figure, DoubleSupplier value, String... tags) {
    values.add(value);
    if (figure.isCounter) {
      FunctionCounter.builder(figure.meter, value, DoubleSupplier::getAsDouble)
          .description(figure.description)
          .tags(tags)
          .register(registry);
    } else {
      Gauge.builder(figure.meter, value, DoubleSupplier::getAsDouble)
          .description(figure.description)
          .tags(tags)
          .register(registry);
    }
  }

  /** Counts unforeseen failures. */
  public FailureReporter failureCounter() {
    Counter counter =
        Counter.builder("chats.failures").description("Unforeseen failures").register(registry);
    return (failure, during, context) -> counter.increment();
  }

  /** Returns all metrics as they are now, in the text format of Prometheus. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    logLines.close();
    registry.close();
  }
}
