package io.chats.adapter.nats.cluster;

import io.nats.client.Dispatcher;

/** The subscriptions of one connection; they are made again with the next one. */
final class ConnectionSubscriptions {

  static final ConnectionSubscriptions NONE = new ConnectionSubscriptions(null);

  private final Dispatcher dispatcher;

  ConnectionSubscriptions(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** Subscribes, or ends the subscription; does nothing where that is so already. */
  void set(String subject, boolean followed) {
    if (dispatcher == null || !dispatcher.isActive()) {
      return;
    }
    try {
      if (followed) {
        dispatcher.subscribe(subject);
      } else {
        dispatcher.unsubscribe(subject);
      }
    } catch (IllegalStateException e) {
      // The connection was lost a moment ago.
    }
  }
}
