package io.chats.launcher.wiring;

/** What a process depends on is called so in health, metrics, logs and reports. */
final class DependencyNames {

  static final String DATABASE = "database";

  /** Both connections to NATS. */
  static final String BUS = "bus";

  /** A message of this node's, which the bus brings to itself. */
  static final String BUS_PATH = "bus path";

  static final String CACHE = "cache";

  private DependencyNames() {}
}
