package io.chats.launcher.cluster.load;

import io.chats.launcher.cluster.harness.LoadChat;
import java.util.List;

/**
 * What one user of the load sent and was shown, over all of their connections.
 *
 * @param chats in which they take part
 * @param outbox what they posted
 * @param screen what they were shown
 */
record ClientRecord(long user, List<LoadChat> chats, Outbox outbox, ClientView screen) {

  /** Of a user who has not connected yet. */
  static ClientRecord of(long user, List<LoadChat> chats) {
    Outbox outbox = new Outbox(user);
    return new ClientRecord(user, List.copyOf(chats), outbox, new ClientView(user, chats, outbox));
  }

  ReceivedChat view(LoadChat chat) {
    return screen.views().get(chat.id());
  }
}
