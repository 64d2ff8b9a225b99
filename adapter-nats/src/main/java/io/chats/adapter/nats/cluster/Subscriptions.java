package io.chats.adapter.nats.cluster;

import io.nats.client.Dispatcher;

/** The subscriptions of one connection; where it is lost, the next one makes up for them. */
final class Subscriptions {

  static final Subscriptions NONE = new Subscriptions(null);

  private final Dispatcher dispatcher;

  Subscriptions(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** Subscribes, or ends the subscription; nothing happens when that is so already. */
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
