package io.chats.launcher.monitoring.metrics;

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

/**
 * The figures of one process. Their number is bounded: each tag takes its values from a fixed set,
 * and a limit stands behind that. Safe for use by any thread.
 */
public final class Metrics implements AutoCloseable {

  private static final int MOST_METERS = 2_000;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
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
