package io.chats.application.session;

import io.chats.application.delivery.Rooms;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.presence.PresenceReporter;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.support.SerialExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * The open sessions of this node, by user. While a user has one, this node is subscribed to the
 * user's notices on the bus. Safe for use by any thread; no method blocks.
 */
public final class Sessions {

  /** Older changes were seen by the comparisons with the database. */
  private static final Duration RECENT = Duration.ofSeconds(10);

  private final Rooms rooms;
  private final ChatDirectory directory;
  private final ClusterBus bus;
  private final PresenceReporter presence;
  private final FailureReporter failures;
  private final Clock clock;
  private final Executor executor;
  private final ConcurrentMap<UserId, LocalUser> users = new ConcurrentHashMap<>();

  public Sessions(
      Rooms rooms,
      ChatDirectory directory,
      ClusterBus bus,
      PresenceReporter presence,
      FailureReporter failures,
      Clock clock,
      Executor executor) {
    this.rooms = rooms;
    this.directory = directory;
    this.bus = bus;
    this.presence = presence;
    this.failures = failures;
    this.clock = clock;
    this.executor = executor;
  }

  /** Adds a session, which enters the rooms of its chats unless it is to sync first. */
  public void open(DeliverySession session) {
    UserId user = session.user();
    LocalUser local =
        users.compute(
            user,
            (id, known) -> {
              LocalUser here = known == null ? newUser(id) : known;
              here.add(session);
              return here;
            });
    if (!session.isUnsynced()) {
      local.execute(() -> enterRooms(session));
    }
    local.execute(() -> reportPresence(user, local));
  }

  /** Removes a session; to be called once. */
  public void close(DeliverySession session) {
    UserId user = session.user();
    LocalUser local = users.get(user); // is there while it has a session
    local.remove(session);
    rooms.leave(session);
    local.execute(() -> reportPresence(user, local));
  }

  /** Notifies all nodes with a session of the user that a participation has changed. */
  public void membershipChanged(UserId user, ChatId chat) {
    notifyAll(user, new UserNotice.MembershipChanged(chat));
  }

  /** Sends an event to the sessions of the user on all nodes. */
  public void send(UserId user, ClientEvent event) {
    notifyAll(user, new UserNotice.Deliver(event));
  }

  /** The users who have a session on this node. */
  List<UserId> users() {
    return List.copyOf(users.keySet());
  }

  /** The number of users who have a session on this node. */
  public int size() {
    return users.size();
  }

  /** Returns whether the user has a session on this node. */
  boolean isPresent(UserId user) {
    return !of(user).isEmpty();
  }

  /**
   * Makes the sessions of a user enter the rooms of the chats that were looked up.
   *
   * @param active all opened chats in which the user is active, and those that were just closed
   * @param asOf the time just before they were looked up
   */
  void listed(UserId user, Collection<Chat> active, Instant asOf) {
    of(user).forEach(session -> listed(session, active, asOf));
  }

  private List<DeliverySession> of(UserId user) {
    LocalUser local = users.get(user);
    return local == null ? List.of() : local.sessions();
  }

  private LocalUser newUser(UserId user) {
    SerialExecutor queue =
        new SerialExecutor(
            executor, e -> failures.unforeseen(e, "session", Map.of("user", user.toString())));
    return new LocalUser(bus.subscribe(user, notice -> receive(user, notice)), queue);
  }

  private void notifyAll(UserId user, UserNotice notice) {
    receive(user, notice);
    bus.notify(user, notice);
  }

  private void receive(UserId user, UserNotice notice) {
    switch (notice) {
      case UserNotice.MembershipChanged changed ->
          of(user).forEach(session -> rooms.enter(changed.chat(), session));
      case UserNotice.Deliver show -> {
        SharedEvent shared = new SharedEvent(show.event());
        of(user).forEach(session -> session.send(shared));
      }
    }
  }

  /** While the database is away this does nothing; the next comparison enters the rooms. */
  private void enterRooms(DeliverySession session) {
    UserId user = session.user();
    Instant asOf = clock.instant();
    try {
      List<Chat> active =
          directory.recentChats(List.of(user), asOf.minus(RECENT)).getOrDefault(user, List.of());
      session.place(active, asOf);
      listed(session, active, asOf);
    } catch (StoreUnavailableException e) {
      return;
    } finally {
      session.placeNow();
    }
  }

  private void listed(DeliverySession session, Collection<Chat> active, Instant asOf) {
    Set<ChatId> chats = active.stream().map(Chat::id).collect(Collectors.toSet());
    chats.forEach(chat -> rooms.enter(chat, session));
    session.listed(chats, asOf);
  }

  private void reportPresence(UserId user, LocalUser local) {
    local.report(() -> presence.arrived(user), () -> presence.left(user));
    users.computeIfPresent(
        user,
        (id, known) -> {
          if (known != local || !known.isVacant()) {
            return known;
          }
          known.endSubscription();
          return null;
        });
  }
}
