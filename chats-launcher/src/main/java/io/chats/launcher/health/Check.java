package io.chats.launcher.health;

/** Finds out whether something is there. */
@FunctionalInterface
public interface Check {

  /** Whether it is; may block, for a bounded time. A failure counts as no. */
  boolean isUp() throws InterruptedException;
}
