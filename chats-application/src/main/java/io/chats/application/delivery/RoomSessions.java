package io.chats.application.delivery;

import io.chats.application.delivery.sync.DeliverySession;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.port.Shared;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The sessions of a room. Not safe for use by several threads. */
final class RoomSessions {

  private final Map<SessionId, DeliverySession> members = new LinkedHashMap<>();

  void add(DeliverySession member) {
    members.put(member.id(), member);
  }

  void remove(DeliverySession member) {
    members.remove(member.id());
  }

  boolean contains(DeliverySession member) {
    return members.containsKey(member.id());
  }

  /** Takes out those whose user is not among these, and returns them. */
  List<DeliverySession> retain(Set<UserId> users) {
    List<DeliverySession> out =
        members.values().stream().filter(m -> !users.contains(m.user())).toList();
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
    Shared shared = new Shared(event);
    for (DeliverySession member : members.values()) {
      if (to.test(member.user())) {
        member.send(shared);
      }
    }
  }
}
