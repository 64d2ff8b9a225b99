package io.chats.launcher.wiring;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services that a process depends on, as health, metrics, logs and reports name them. */
enum DependencyName {
  /** A full pool or a slow answer once or twice in a row is no outage. */
  DATABASE("database", true, 2),
  /** Both connections to NATS. */
  BUS("bus", true, 0),
  /** The way over NATS: a message of this node comes back to it. */
  BUS_PATH("bus path", true, 1),
  /** The subjects to which NATS has to let this node subscribe. */
  BUS_SUBSCRIPTIONS("bus subscriptions", true, 0),
  /** The subjects to which NATS has to let this node publish. */
  BUS_PUBLISHING("bus publishing", false, 0),
  /** The other nodes, as far as this one has heard of them. */
  OTHER_NODES("other nodes", false, 0),
  /** The way on which this node hears of changes that others have stored. */
  ANNOUNCEMENTS("announcement path", false, 0),
  CACHE("cache", false, 0);

  final String text;

  /** Whether a process is not ready without it. */
  final boolean required;

  /** The number of failed checks in a row that change nothing. */
  final int tolerated;

  DependencyName(String text, boolean required, int tolerated) {
    this.text = text;
    this.required = required;
    this.tolerated = tolerated;
  }

  /** The names of those whose outages the adapters of NATS and Redis log themselves. */
  static Set<String> loggedByAdapters() {
    return Stream.of(BUS, BUS_SUBSCRIPTIONS, BUS_PUBLISHING, OTHER_NODES, CACHE)
        .map(name -> name.text)
        .collect(Collectors.toUnmodifiableSet());
  }
}
