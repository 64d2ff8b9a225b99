package io.chats.adapter.management.health;

import java.time.Clock;
import java.time.Instant;

/** Decides whether work may be sent to this process. Safe for use by any thread. */
public final class Readiness {

  private final Dependencies dependencies;
  private final Clock clock;
  private volatile InPhase current;

  /** A process that is starting. */
  public Readiness(Dependencies dependencies, Clock clock) {
    this.dependencies = dependencies;
    this.clock = clock;
    enter(Phase.STARTING);
  }

  /**
   * The phase of a process.
   *
   * @param since the time at which it began
   */
  public record InPhase(Phase phase, Instant since) {}

  /** Begins another phase. */
  public void enter(Phase phase) {
    current = new InPhase(phase, clock.instant());
  }

  public InPhase current() {
    return current;
  }

  /** The services that the process depends on. */
  public Dependencies dependencies() {
    return dependencies;
  }

  /** Returns whether the process serves and all required services are there. */
  public boolean isReady() {
    return current.phase() == Phase.SERVING && dependencies.suffice();
  }
}
