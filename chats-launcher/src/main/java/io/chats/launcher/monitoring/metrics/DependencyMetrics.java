package io.chats.launcher.monitoring.metrics;

import io.chats.launcher.health.Dependency;
import io.chats.launcher.health.Readiness;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Shows whether the process is ready, and what it depends on. */
public final class DependencyMetrics {

  private final MeterRegistry registry;

  public DependencyMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows whether work may be sent to the process. */
  public void show(Readiness readiness) {
    Gauge.builder("chats.ready", readiness, it -> it.isReady() ? 1 : 0)
        .description("1 while work may be sent to this process")
        .register(registry);
  }

  /** Shows one more. */
  public void show(Dependency dependency) {
    Gauge.builder("chats.dependency.up", dependency, it -> it.state().up() ? 1 : 0)
        .description("1 while it is there")
        .tag("dependency", dependency.name())
        .register(registry);
  }
}
