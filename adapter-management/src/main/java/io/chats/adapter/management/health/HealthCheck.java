package io.chats.adapter.management.health;

/** Finds out whether something is there. */
@FunctionalInterface
public interface HealthCheck {

  /** Whether it is; may block, for a bounded time. A failure counts as no. */
  boolean isUp() throws InterruptedException;
}
