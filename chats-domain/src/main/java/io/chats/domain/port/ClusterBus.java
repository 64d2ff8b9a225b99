package io.chats.domain.port;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import java.util.function.Consumer;

/**
 * Carries announcements between nodes, by interest: a node gets what it follows. Announcements are
 * hints: each arrives at most once at each other node, those of one node in the order sent while
 * the bus is up, and any may be lost; no node gets its own.
 *
 * <p>Safe for use by any thread. No method waits or throws, whatever state the bus is in.
 */
public interface ClusterBus {

  /** Announces something to the nodes that follow the chat. */
  void announce(ChatAnnouncement announcement);

  /** Tells the nodes that follow the user. */
  void notify(UserId user, UserNotice notice);

  /**
   * Follows a chat.
   *
   * @param listener called one at a time for a chat, on a thread of the bus's: must not block
   */
  ClusterSubscription subscribe(ChatId chat, Consumer<ChatAnnouncement> listener);

  /**
   * Follows a user.
   *
   * @param listener called one at a time for a user, on a thread of the bus's: must not block
   */
  ClusterSubscription subscribe(UserId user, Consumer<UserNotice> listener);

  /**
   * Calls the listener, on a thread of the bus's, whenever announcements may have been lost: after
   * a reconnect, or when this node was too slow for them.
   */
  void onGap(Runnable listener);

  /** Ends following; what is on its way may still arrive. Ending it again changes nothing. */
  interface ClusterSubscription extends AutoCloseable {
    @Override
    void close();
  }
}
