package io.chats.application.delivery;

import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The sessions of a room. Not safe for use by several threads. */
final class Audience {

  private final Map<SessionId, Member> members = new LinkedHashMap<>();

  void add(Member member) {
    members.put(member.id(), member);
  }

  void remove(Member member) {
    members.remove(member.id());
  }

  boolean contains(Member member) {
    return members.containsKey(member.id());
  }

  /** Takes out those whose user is not among these, and returns them. */
  List<Member> retain(Set<UserId> users) {
    List<Member> out = members.values().stream().filter(m -> !users.contains(m.user())).toList();
    out.forEach(this::remove);
    return out;
  }

  /** The users who have a session here. */
  Set<UserId> users() {
    return members.values().stream().map(m -> m.user()).collect(Collectors.toSet());
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** Sends one event to all. */
  void send(ClientEvent event) {
    send(event, user -> true);
  }

  /** Sends one event, encoded once, to the sessions of some users. */
  void send(ClientEvent event, Predicate<UserId> to) {
    SharedEvent shared = new SharedEvent(event);
    for (Member member : members.values()) {
      if (to.test(member.user())) {
        member.send(shared);
      }
    }
  }
}
