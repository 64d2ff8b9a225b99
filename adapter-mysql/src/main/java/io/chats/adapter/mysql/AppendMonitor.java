package io.chats.adapter.mysql;

import java.time.Duration;

/** Is notified of each transaction that stored messages, by any thread; must not block or throw. */
@FunctionalInterface
public interface AppendMonitor {

  /**
   * A transaction stored messages.
   *
   * @param messages the number of messages, repeated ones included; at least 1
   * @param took from the first statement to the commit; waiting for the lock of a chat that another
   *     transaction has locked is not included
   */
  void stored(int messages, Duration took);

  /** A monitor that ignores what it is notified of. */
  static AppendMonitor none() {
    return (messages, took) -> {};
  }
}
