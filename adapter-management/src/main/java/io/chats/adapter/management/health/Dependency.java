package io.chats.adapter.management.health;

import java.time.Clock;

/**
 * Something that the process depends on. It is away until it is first found; afterwards it counts
 * as away when it was not found a few times in a row, so that one late answer makes no alarm.
 * Looked at by one thread at a time; read by any.
 */
public final class Dependency {

  private final String name;
  private final boolean required;
  private final int tolerated;
  private final Clock clock;
  private volatile DependencyState state;
  private int failures;

  /**
   * @param required whether the process is of no use without it
   * @param tolerated so many failures in a row change nothing
   */
  Dependency(String name, boolean required, int tolerated, Clock clock) {
    this.name = name;
    this.required = required;
    this.tolerated = tolerated;
    this.clock = clock;
    this.state = new DependencyState(false, clock.instant());
  }

  public String name() {
    return name;
  }

  public boolean isRequired() {
    return required;
  }

  public DependencyState state() {
    return state;
  }

  /** It was found, or not. */
  void found(boolean up) {
    failures = up ? 0 : failures + 1;
    boolean isUp = up || (state.up() && failures <= tolerated);
    if (isUp != state.up()) {
      state = new DependencyState(isUp, clock.instant());
    }
  }
}
