package io.chats.launcher.config;

/** How much of the world the process brings along (spec 2). */
public enum Mode {
  /** NATS, MySQL and Redis are elsewhere. */
  SERVICE,
  /** Everything is in the process: one node, to try things out. */
  EMBEDDED
}
