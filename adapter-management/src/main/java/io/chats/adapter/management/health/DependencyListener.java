package io.chats.adapter.management.health;

/**
 * Is told what was found. Called by one thread at a time for a dependency; must not block for long.
 */
@FunctionalInterface
public interface DependencyListener {

  /**
   * It was looked at.
   *
   * @param before how it was found the last time; the same state when nothing changed
   */
  void looked(Dependency dependency, DependencyState before);
}
