package io.chats.application.session;

import io.chats.application.delivery.sync.DeliverySession;
import io.chats.domain.port.ClusterBus.ClusterSubscription;
import io.chats.support.SerialExecutor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A user with a session on this node, or whose last session there has just ended. */
final class LocalUser {

  private final ClusterSubscription following;
  private final SerialExecutor queue;
  private final List<DeliverySession> sessions = new CopyOnWriteArrayList<>();

  /** The presence that was last reported; used in the queue, so that reports keep their order. */
  private volatile boolean reportedPresent;

  LocalUser(ClusterSubscription following, SerialExecutor queue) {
    this.following = following;
    this.queue = queue;
  }

  void add(DeliverySession session) {
    sessions.add(session);
  }

  void remove(DeliverySession session) {
    sessions.remove(session);
  }

  List<DeliverySession> sessions() {
    return sessions;
  }

  boolean isPresent() {
    return !sessions.isEmpty();
  }

  /** Runs a task, which may block, after the earlier ones. */
  void execute(Runnable task) {
    queue.execute(task);
  }

  /** Reports a change of presence since the last report; to be called in the queue. */
  void report(Runnable arrival, Runnable departure) {
    boolean present = isPresent();
    if (present != reportedPresent) {
      reportedPresent = present;
      (present ? arrival : departure).run();
    }
  }

  /** Returns whether the user has no session and that was reported. */
  boolean isVacant() {
    return !isPresent() && !reportedPresent;
  }

  void endSubscription() {
    following.close();
  }
}
