package io.chats.launcher.config;

/** The modes of a process (spec 2). */
public enum Mode {
  /** One node of many, on NATS, MySQL and Redis. */
  SERVICE,
  /** One node with everything in the process, to try Chats. */
  EMBEDDED
}
