package io.chats.adapter.management.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people when something goes, now and then while it is away, and when it is back. */
public final class OutageLog implements DependencyListener {

  private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
  private static final Duration NOW_AND_THEN = Duration.ofMinutes(1);

  private final Set<String> told;
  private final Clock clock;
  private final Map<String, Instant> reminders = new ConcurrentHashMap<>();

  /**
   * @param told elsewhere: those are not told here again
   */
  public OutageLog(Set<String> told, Clock clock) {
    this.told = told;
    this.clock = clock;
  }

  @Override
  public void looked(Dependency dependency, DependencyState before) {
    if (told.contains(dependency.name())) {
      return;
    }
    DependencyState now = dependency.state();
    if (now.up() && !before.up() && reminders.remove(dependency.name()) != null) {
      long away = Duration.between(before.since(), now.since()).toSeconds();
      LOG.info("The {} is back after {} s", dependency.name(), away);
    } else if (!now.up() && isDue(dependency.name())) {
      LOG.warn("The {} is away since {}", dependency.name(), now.since());
    }
  }

  private boolean isDue(String name) {
    Instant now = clock.instant();
    Instant last = reminders.get(name);
    boolean isDue = last == null || !now.isBefore(last.plus(NOW_AND_THEN));
    if (isDue) {
      reminders.put(name, now);
    }
    return isDue;
  }
}
