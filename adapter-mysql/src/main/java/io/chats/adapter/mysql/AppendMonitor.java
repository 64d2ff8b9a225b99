package io.chats.adapter.mysql;

import java.time.Duration;

/** Is told of each transaction that stored messages, by any thread. Neither blocks nor throws. */
@FunctionalInterface
public interface AppendMonitor {

  /**
   * Messages were stored together.
   *
   * @param messages how many, those that were repeated included; at least 1
   * @param took from the first statement to the commit; waiting for the lock of a chat that
   *     somebody else has is not included
   */
  void stored(int messages, Duration took);

  /** One that forgets. */
  static AppendMonitor none() {
    return (messages, took) -> {};
  }
}
