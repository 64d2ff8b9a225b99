package io.chats.application.session;

import io.chats.application.delivery.sync.DeliverySession;
import io.chats.domain.port.ClusterBus.Following;
import io.chats.support.SerialExecutor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A user with a session on this node, or whose last one has just gone. */
final class LocalUser {

  private final Following following;
  private final SerialExecutor queue;
  private final List<DeliverySession> members = new CopyOnWriteArrayList<>();

  /** What was last reported; used in the queue only, so that reports keep their order. */
  private volatile boolean reportedHere;

  LocalUser(Following following, SerialExecutor queue) {
    this.following = following;
    this.queue = queue;
  }

  void add(DeliverySession member) {
    members.add(member);
  }

  void remove(DeliverySession member) {
    members.remove(member);
  }

  List<DeliverySession> members() {
    return members;
  }

  boolean isHere() {
    return !members.isEmpty();
  }

  /** Runs a task after those that were given before; it may block. */
  void inTurn(Runnable task) {
    queue.execute(task);
  }

  /** Reports that the user is here, or no longer, unless that was reported; in turn. */
  void report(Runnable arrival, Runnable departure) {
    boolean here = isHere();
    if (here != reportedHere) {
      reportedHere = here;
      (here ? arrival : departure).run();
    }
  }

  /** Whether the user is gone and that was reported. */
  boolean isVacant() {
    return !isHere() && !reportedHere;
  }

  void unfollow() {
    following.close();
  }
}
