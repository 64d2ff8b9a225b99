package io.chats.launcher.cluster.load;

import io.chats.launcher.cluster.harness.LoadChat;
import java.util.List;

/**
 * The record of a user of the load: what they posted and received over all connections.
 *
 * @param chats the chats in which they take part
 * @param outbox the messages they posted
 * @param screen the frames they received
 */
record ClientRecord(long user, List<LoadChat> chats, Outbox outbox, ClientView screen) {

  /** The record of a user who has not connected yet. */
  static ClientRecord of(long user, List<LoadChat> chats) {
    Outbox outbox = new Outbox(user);
    return new ClientRecord(user, List.copyOf(chats), outbox, new ClientView(user, chats, outbox));
  }

  ReceivedChat view(LoadChat chat) {
    return screen.views().get(chat.id());
  }
}
