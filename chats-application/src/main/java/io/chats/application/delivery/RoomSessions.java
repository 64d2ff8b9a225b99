package io.chats.application.delivery;

import io.chats.application.delivery.sync.DeliverySession;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The sessions in a room. Used by one thread at a time. */
final class RoomSessions {

  private final Map<SessionId, DeliverySession> sessions = new LinkedHashMap<>();

  void add(DeliverySession session) {
    sessions.put(session.id(), session);
  }

  void remove(DeliverySession session) {
    sessions.remove(session.id());
  }

  boolean contains(DeliverySession session) {
    return sessions.containsKey(session.id());
  }

  /** Removes the sessions of all other users, and returns them. */
  List<DeliverySession> retain(Set<UserId> users) {
    List<DeliverySession> removed =
        sessions.values().stream().filter(s -> !users.contains(s.user())).toList();
    removed.forEach(this::remove);
    return removed;
  }

  /** Removes the sessions that are not in the middle of a sync, and returns them. */
  List<DeliverySession> removeFollowing() {
    List<DeliverySession> removed =
        sessions.values().stream().filter(DeliverySession::isFollowing).toList();
    removed.forEach(this::remove);
    return removed;
  }

  boolean isEmpty() {
    return sessions.isEmpty();
  }

  /** Sends each user an event of their own, which is made just before. */
  void sendEach(Function<UserId, ClientEvent> eventOf) {
    Map<UserId, List<DeliverySession>> byUser =
        sessions.values().stream().collect(Collectors.groupingBy(DeliverySession::user));
    byUser.forEach((user, own) -> {
      SharedEvent shared = new SharedEvent(eventOf.apply(user));
      own.forEach(session -> session.send(shared));
    });
  }

  /** Sends an event to all sessions. */
  void send(ClientEvent event) {
    send(event, user -> true);
  }

  /** Sends an event, encoded once, to the sessions of some users. */
  void send(ClientEvent event, Predicate<UserId> to) {
    SharedEvent shared = new SharedEvent(event);
    for (DeliverySession session : sessions.values()) {
      if (to.test(session.user())) {
        session.send(shared);
      }
    }
  }
}
