package io.chats.launcher.cluster;

import java.util.List;

/**
 * What one user of the load sent and was shown, over all of their connections.
 *
 * @param chats in which they take part
 * @param outbox what they posted
 * @param screen what they were shown
 */
record Account(long user, List<LoadChat> chats, Outbox outbox, Screen screen) {

  /** Of a user who has not connected yet. */
  static Account of(long user, List<LoadChat> chats) {
    Outbox outbox = new Outbox(user);
    return new Account(user, List.copyOf(chats), outbox, new Screen(user, chats, outbox));
  }

  View view(LoadChat chat) {
    return screen.views().get(chat.id());
  }
}
