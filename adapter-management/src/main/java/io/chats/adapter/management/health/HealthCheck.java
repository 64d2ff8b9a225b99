package io.chats.adapter.management.health;

import java.util.Optional;

/** Finds out whether a service is there, and of use. */
@FunctionalInterface
public interface HealthCheck {

  /**
   * Returns what is wrong with the service, in a few words for operators; empty if it is there. May
   * block for a bounded time. An exception counts as no answer.
   */
  Optional<String> problem() throws InterruptedException;

  /** A check of a service that answers or does not. */
  static HealthCheck answering(Answer answer) {
    return () -> answer.came() ? Optional.empty() : Optional.of(Dependency.NO_ANSWER);
  }

  /** Finds out whether a service answers. */
  @FunctionalInterface
  interface Answer {

    /** Returns whether it does; may block for a bounded time. */
    boolean came() throws InterruptedException;
  }
}
