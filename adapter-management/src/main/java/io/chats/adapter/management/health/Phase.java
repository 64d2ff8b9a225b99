package io.chats.adapter.management.health;

/** The phases in the life of a process. */
public enum Phase {
  /** The process waits for services and warms up. */
  STARTING,
  /** The process takes requests and connections. */
  SERVING,
  /** The process takes nothing new and finishes what it has. */
  STOPPING
}
