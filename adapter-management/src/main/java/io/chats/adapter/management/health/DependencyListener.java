package io.chats.adapter.management.health;

/**
 * Receives the result of each check. Called by one thread at a time for each dependency; must not
 * block for long.
 */
@FunctionalInterface
public interface DependencyListener {

  /**
   * A dependency was checked.
   *
   * @param before its state before the check; the same as now if nothing changed
   */
  void checked(Dependency dependency, Dependency.State before);
}
