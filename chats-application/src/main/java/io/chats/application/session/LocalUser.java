package io.chats.application.session;

import io.chats.application.delivery.Member;
import io.chats.domain.port.ClusterBus.Following;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A user with at least one session on this node. */
final class LocalUser {

  private final Following following;
  private final List<Member> members = new CopyOnWriteArrayList<>();

  LocalUser(Following following) {
    this.following = following;
  }

  void add(Member member) {
    members.add(member);
  }

  /** Removes a session; says whether it was the last one, with which following ends. */
  boolean remove(Member member) {
    members.remove(member);
    boolean last = members.isEmpty();
    if (last) {
      following.close();
    }
    return last;
  }

  List<Member> members() {
    return members;
  }
}
