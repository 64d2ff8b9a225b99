package io.chats.adapter.management.health;

import io.chats.support.OutageLog;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs when a service goes, every minute while it is away, and when it is back. */
public final class OutageListener implements DependencyListener {

  private static final Logger LOG = LoggerFactory.getLogger(OutageListener.class);
  private static final Duration REMINDER = Duration.ofMinutes(1);

  private final Set<String> loggedElsewhere;
  private final Clock clock;
  private final Map<String, OutageLog> logs = new ConcurrentHashMap<>();

  /**
   * @param loggedElsewhere the names of services whose adapters log outages themselves
   */
  public OutageListener(Set<String> loggedElsewhere, Clock clock) {
    this.loggedElsewhere = Set.copyOf(loggedElsewhere);
    this.clock = clock;
  }

  @Override
  public void checked(Dependency dependency, Dependency.State before) {
    if (loggedElsewhere.contains(dependency.name())) {
      return;
    }
    OutageLog log =
        logs.computeIfAbsent(
            dependency.name(), name -> new OutageLog(LOG, "The " + name, REMINDER, clock));
    if (dependency.state().up()) {
      log.backIfAway();
    } else {
      log.away(dependency.state().problem().orElse(Dependency.NO_ANSWER));
    }
  }
}
