package io.chats.application.session;

import io.chats.application.delivery.Rooms;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.presence.PresenceReporter;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.Shared;
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
 * The open sessions of this node, by user; a user is followed on the bus while it has one. Safe for
 * use by any thread; no method blocks.
 */
public final class Sessions {

  /** Longer than ago, what has changed was seen by the comparisons with the database. */
  private static final Duration RECENT = Duration.ofSeconds(10);

  private final Rooms rooms;
  private final ChatDirectory directory;
  private final ClusterBus bus;
  private final PresenceReporter attendance;
  private final FailureReporter failures;
  private final Clock clock;
  private final Executor executor;
  private final ConcurrentMap<UserId, LocalUser> users = new ConcurrentHashMap<>();

  public Sessions(
      Rooms rooms,
      ChatDirectory directory,
      ClusterBus bus,
      PresenceReporter attendance,
      FailureReporter failures,
      Clock clock,
      Executor executor) {
    this.rooms = rooms;
    this.directory = directory;
    this.bus = bus;
    this.attendance = attendance;
    this.failures = failures;
    this.clock = clock;
    this.executor = executor;
  }

  /** Takes a session in, and lets it into the rooms of its chats unless it is to sync first. */
  public void open(DeliverySession member) {
    UserId user = member.user();
    LocalUser local =
        users.compute(
            user,
            (id, known) -> {
              LocalUser here = known == null ? newcomer(id) : known;
              here.add(member);
              return here;
            });
    if (!member.isUnsynced()) {
      local.inTurn(() -> letIn(member));
    }
    local.inTurn(() -> settle(user, local));
  }

  /** Lets a session go, once. */
  public void close(DeliverySession member) {
    UserId user = member.user();
    LocalUser local = users.get(user); // is there while it has a session
    local.remove(member);
    rooms.leave(member);
    local.inTurn(() -> settle(user, local));
  }

  /** The user's participation in a chat has changed: tells all nodes on which the user is. */
  public void membershipChanged(UserId user, ChatId chat) {
    tell(user, new UserNotice.MembershipChanged(chat));
  }

  /** Shows an event to the sessions of the user, on all nodes. */
  public void show(UserId user, ClientEvent event) {
    tell(user, new UserNotice.Show(event));
  }

  /** The users who have a session on this node. */
  List<UserId> users() {
    return List.copyOf(users.keySet());
  }

  /** How many users have a session on this node. */
  public int size() {
    return users.size();
  }

  /** Whether the user has a session on this node. */
  boolean isHere(UserId user) {
    return !of(user).isEmpty();
  }

  /**
   * Lets the sessions of a user into the rooms of the chats that were looked up.
   *
   * @param active all opened chats in which the user is active, and those closed just now
   * @param asOf just before they were looked up
   */
  void listed(UserId user, Collection<Chat> active, Instant asOf) {
    of(user).forEach(member -> listed(member, active, asOf));
  }

  private List<DeliverySession> of(UserId user) {
    LocalUser local = users.get(user);
    return local == null ? List.of() : local.members();
  }

  private LocalUser newcomer(UserId user) {
    SerialExecutor queue =
        new SerialExecutor(
            executor, e -> failures.unforeseen(e, "session", Map.of("user", user.toString())));
    return new LocalUser(bus.follow(user, notice -> hear(user, notice)), queue);
  }

  private void tell(UserId user, UserNotice notice) {
    hear(user, notice);
    bus.tell(user, notice);
  }

  private void hear(UserId user, UserNotice notice) {
    switch (notice) {
      case UserNotice.MembershipChanged changed ->
          of(user).forEach(member -> rooms.enter(changed.chat(), member));
      case UserNotice.Show show -> {
        Shared shared = new Shared(show.event());
        of(user).forEach(member -> member.send(shared));
      }
    }
  }

  /** Where this fails for want of the database, the next comparison with it lets the session in. */
  private void letIn(DeliverySession member) {
    UserId user = member.user();
    Instant asOf = clock.instant();
    try {
      List<Chat> active =
          directory.recentChats(List.of(user), asOf.minus(RECENT)).getOrDefault(user, List.of());
      member.place(active, asOf);
      listed(member, active, asOf);
    } catch (StoreUnavailableException e) {
      return;
    } finally {
      member.placeNow();
    }
  }

  private void listed(DeliverySession member, Collection<Chat> active, Instant asOf) {
    Set<ChatId> chats = active.stream().map(Chat::id).collect(Collectors.toSet());
    chats.forEach(chat -> rooms.enter(chat, member));
    member.listed(chats, asOf);
  }

  private void settle(UserId user, LocalUser local) {
    local.report(() -> attendance.arrived(user), () -> attendance.left(user));
    users.computeIfPresent(
        user,
        (id, known) -> {
          if (known != local || !known.isVacant()) {
            return known;
          }
          known.unfollow();
          return null;
        });
  }
}
