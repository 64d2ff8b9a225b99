package io.chats.adapter.nats.connection;

import io.nats.client.Connection;

/**
 * Lives on a link. Every connection is a new one, so subscriptions are made anew with each. Called
 * one at a time, on a thread of the link's: must not block.
 */
public interface LinkListener {

  /** There is a new connection: this is where to subscribe. */
  default void connected(Connection connection) {}

  /** The server knows what was subscribed when connected. */
  default void up() {}

  /** The connection is gone, and with it what was subscribed and what was on its way. */
  default void down() {}
}
