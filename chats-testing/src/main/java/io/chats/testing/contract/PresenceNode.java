package io.chats.testing.contract;

import io.chats.domain.port.PresenceRegistry;

/** A node whose registry a test can make suffer what nodes suffer. */
public interface PresenceNode {

  PresenceRegistry registry();

  /** Ends it without a word. */
  void kill();

  /** Lets nothing happen on it; calls are still answered. */
  void freeze();

  void thaw();

  /** Ends it in order. */
  void stop();
}
