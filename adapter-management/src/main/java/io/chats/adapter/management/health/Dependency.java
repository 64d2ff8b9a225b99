package io.chats.adapter.management.health;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * A service that the process depends on. It counts as away until a check first succeeds; afterwards
 * only when several checks in a row have failed, so that one late answer raises no alarm. Checked
 * by one thread at a time, read by any.
 */
public final class Dependency {

  /**
   * The state of the service.
   *
   * @param since the time of the last change; before the first one, of the start of the wait
   * @param problem in a few words for operators; empty while it is up
   */
  public record State(boolean up, Instant since, Optional<String> problem) {}

  static final String NO_ANSWER = "it does not answer";

  private final String name;
  private final boolean required;
  private final int tolerated;
  private final Clock clock;
  private volatile State state;
  private int failures;

  /**
   * @param required whether the process cannot work without it
   * @param tolerated the number of failures in a row that change nothing
   */
  Dependency(String name, boolean required, int tolerated, Clock clock) {
    this.name = name;
    this.required = required;
    this.tolerated = tolerated;
    this.clock = clock;
    this.state = new State(false, clock.instant(), Optional.of(NO_ANSWER));
  }

  public String name() {
    return name;
  }

  public boolean isRequired() {
    return required;
  }

  public State state() {
    return state;
  }

  /**
   * Takes in the result of a check.
   *
   * @param problem that it found
   */
  void checked(Optional<String> problem) {
    failures = problem.isEmpty() ? 0 : failures + 1;
    State before = state;
    boolean isUp = problem.isEmpty() || (before.up() && failures <= tolerated);
    Instant since = isUp == before.up() ? before.since() : clock.instant();
    state = new State(isUp, since, isUp ? Optional.empty() : problem);
  }
}
