package io.chats.adapter.management.health;

/** Where in its life a process is. */
public enum Phase {
  /** Waits for what it needs, and warms up. */
  STARTING,
  /** Takes work. */
  SERVING,
  /** Takes no new work, and finishes what it has. */
  STOPPING
}
