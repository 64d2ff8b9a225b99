package io.chats.testing.contract;

import io.chats.domain.port.PresenceRegistry;

/** A node that a test can kill, freeze and stop. */
public interface PresenceNode {

  PresenceRegistry registry();

  /** Ends it at once, as a crash does. */
  void kill();

  /** Stops its background work; calls are still answered. */
  void freeze();

  void thaw();

  /** Shuts it down in an orderly way. */
  void stop();
}
