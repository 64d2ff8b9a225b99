package io.chats.launcher.wiring;

import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.monitoring.metrics.Metrics;
import java.util.function.DoubleSupplier;

/** The figures of what a process drops, by kind and by reason. */
public enum DropFigure {
  CHANGES_QUEUED("change", "queue"),
  SIGNALS_QUEUED("signal", "queue"),
  CHANGES_UNSENT("change", "bus"),
  SIGNALS_UNSENT("signal", "bus"),
  NOTICES_UNSENT("notice", "bus"),
  SIGNALS_SKIPPED("signal", "behind"),
  PRESENCE_PENDING("presence", "pending"),
  PRESENCE_UNREPORTED("presence", "registry");

  private final String kind;
  private final String reason;

  DropFigure(String kind, String reason) {
    this.kind = kind;
    this.reason = reason;
  }

  /** Shows the figure from now on, as {@link Metrics#show} does. */
  public void show(Metrics metrics, DoubleSupplier value) {
    metrics.show(Figure.ANNOUNCEMENTS_DROPPED, value, "kind", kind, "reason", reason);
  }
}
