package io.chats.launcher.wiring;

import io.chats.adapter.monitoring.metrics.Figure;
import io.chats.adapter.monitoring.metrics.Metrics;
import java.util.List;
import java.util.function.DoubleSupplier;

/** The figures of what a process drops, by kind and by reason. */
public enum DropFigure {
  CHANGES_QUEUED(Figure.ANNOUNCEMENTS_DROPPED, "kind", "change", "reason", "queue"),
  SIGNALS_QUEUED(Figure.ANNOUNCEMENTS_DROPPED, "kind", "signal", "reason", "queue"),
  CHANGES_UNSENT(Figure.ANNOUNCEMENTS_DROPPED, "kind", "change", "reason", "bus"),
  SIGNALS_UNSENT(Figure.ANNOUNCEMENTS_DROPPED, "kind", "signal", "reason", "bus"),
  NOTICES_UNSENT(Figure.ANNOUNCEMENTS_DROPPED, "kind", "notice", "reason", "bus"),
  SIGNALS_SKIPPED(Figure.ANNOUNCEMENTS_DROPPED, "kind", "signal", "reason", "behind"),
  PRESENCE_PENDING(Figure.PRESENCE_DROPPED, "reason", "pending"),
  PRESENCE_UNREPORTED(Figure.PRESENCE_DROPPED, "reason", "registry");

  private final Figure figure;
  private final List<String> tags;

  DropFigure(Figure figure, String... tags) {
    this.figure = figure;
    this.tags = List.of(tags);
  }

  /** Shows the figure from now on, as {@link Metrics#show} does. */
  public void show(Metrics metrics, DoubleSupplier value) {
    metrics.show(figure, value, tags.toArray(String[]::new));
  }
}
