package io.chats.launcher.wiring;

/** The services that a process depends on, as health, metrics, logs and reports name them. */
enum DependencyName {
  /** A full pool or a slow answer once or twice in a row is no outage. */
  DATABASE("database", true, 2),
  /** Both connections to NATS. */
  BUS("bus", true, 0),
  /** The way over NATS: a message of this node comes back to it. */
  BUS_PATH("bus path", true, 1),
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
}
