package io.chats.adapter.monitoring.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
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
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;

/**
 * The figures of one process. Their number is bounded: each tag takes its values from a fixed set,
 * and a limit stands behind that. Safe for use by any thread.
 */
public final class Metrics implements AutoCloseable {

  private static final int MOST_METERS = 2_000;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** The registry itself would let them be collected. */
  private final Queue<DoubleSupplier> shown = new ConcurrentLinkedQueue<>();

  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final LogbackMetrics logLines = new LogbackMetrics();

  /**
   * @param version and {@code mode} of the process, shown by {@code chats_info}
   */
  public Metrics(String version, String mode) {
    registry.config().meterFilter(MeterFilter.maximumAllowableMetrics(MOST_METERS));
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

  public MeterRegistry registry() {
    return registry;
  }

  /**
   * Shows a figure from now on.
   *
   * @param value is kept, and called by whichever thread reads the metrics
   * @param tags keys and values
   */
  public void show(Figure figure, DoubleSupplier value, String... tags) {
    shown.add(value);
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

  /** All figures now, in the text format of Prometheus. */
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
