package io.chats.adapter.nats.connection;

import io.nats.client.Connection;

/**
 * Is notified of what happens to a link. Each connection is a new one, so subscriptions must be
 * made again with each. The methods are called one at a time, on a thread of the link, and must not
 * block.
 */
@FunctionalInterface
public interface LinkListener {

  /** There is a new connection: subscribe here. */
  void connected(Connection connection);

  /** The server has the subscriptions that were made in {@link #connected}. */
  default void up() {}

  /**
   * The server denied the subscription to that subject, and may allow it by now: subscribe again.
   *
   * @return whether the subject is one of this listener's
   */
  default boolean resubscribe(String subject) {
    return false;
  }

  /** The connection is lost, with its subscriptions and the messages on their way. */
  default void down() {}
}
