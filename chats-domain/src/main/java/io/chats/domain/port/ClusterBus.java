package io.chats.domain.port;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.SessionAnswer;
import io.chats.domain.event.SessionQuery;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Carries announcements between nodes by interest: a node receives what it subscribed to.
 * Announcements are hints: each arrives at most once at each other node, those of one node in the
 * order sent while the bus is up, and any may be lost. No node receives its own.
 *
 * <p>Safe for use by any thread. No method waits or throws, whatever state the bus is in.
 */
public interface ClusterBus {

  /** Announces something to the nodes that subscribed to the chat. */
  void announce(ChatAnnouncement announcement);

  /** Notifies the nodes that subscribed to the user. */
  void notify(UserId user, UserNotice notice);

  /**
   * Subscribes to a chat.
   *
   * @param listener called one at a time for a chat, on a thread of the bus; must not block
   */
  ClusterSubscription subscribe(ChatId chat, Consumer<ChatAnnouncement> listener);

  /**
   * Subscribes to a user.
   *
   * @param listener called one at a time for a user, on a thread of the bus; must not block
   */
  ClusterSubscription subscribe(UserId user, Consumer<UserNotice> listener);

  /**
   * Calls the listener, on a thread of the bus, whenever announcements may have been lost: after a
   * reconnect, or when this node was too slow for them.
   */
  void onGap(Runnable listener);

  /**
   * Asks all other nodes about the sessions of a user.
   *
   * @return completes within half a second with the answers that came in time, one of each node at
   *     most; never fails. Nodes that are cut off, hang, or are of a version without such queries
   *     do not answer, and nobody can tell that they are there
   */
  CompletionStage<List<SessionAnswer>> ask(SessionQuery query);

  /**
   * Answers the queries of other nodes from now on; to be called once.
   *
   * @param answerer must not block
   */
  void onQuery(Function<SessionQuery, SessionAnswer> answerer);

  /** A subscription; what is on its way may still arrive after its end. It may be ended twice. */
  interface ClusterSubscription extends AutoCloseable {
    @Override
    void close();
  }
}
