package io.chats.adapter.management.health;

/** Finds out whether a service is there. */
@FunctionalInterface
public interface HealthCheck {

  /** Returns whether it is; may block for a bounded time. A failure counts as no. */
  boolean isUp() throws InterruptedException;
}
