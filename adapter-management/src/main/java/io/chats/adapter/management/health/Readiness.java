package io.chats.adapter.management.health;

import java.time.Clock;
import java.time.Instant;

/** Whether work may be sent to this process. Safe for use by any thread. */
public final class Readiness {

  private final Dependencies dependencies;
  private final Clock clock;
  private volatile InPhase current;

  /** A process that is starting. */
  public Readiness(Dependencies dependencies, Clock clock) {
    this.dependencies = dependencies;
    this.clock = clock;
    this.current = new InPhase(Phase.STARTING, clock.instant());
  }

  /**
   * A phase that a process is in.
   *
   * @param since when it came into it
   */
  public record InPhase(Phase phase, Instant since) {}

  /** The process has come into another phase. */
  public void enter(Phase phase) {
    current = new InPhase(phase, clock.instant());
  }

  public InPhase current() {
    return current;
  }

  /** All that the process depends on. */
  public Dependencies dependencies() {
    return dependencies;
  }

  /** Whether it serves, and has all that it cannot do without. */
  public boolean isReady() {
    return current.phase() == Phase.SERVING && dependencies.suffice();
  }
}
