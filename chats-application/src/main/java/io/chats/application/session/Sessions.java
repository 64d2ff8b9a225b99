package io.chats.application.session;

import io.chats.application.delivery.Member;
import io.chats.application.delivery.Rooms;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Presence;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.ConsultationService;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.Shared;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The open sessions of this node, by user; a user is followed on the bus while it has one. */
public final class Sessions {

  private static final long RETRY_MS = 500;

  private final Rooms rooms;
  private final ChatDirectory directory;
  private final ClusterBus bus;
  private final PresenceRegistry presence;
  private final ConsultationService consultations;
  private final Clock clock;
  private final Executor executor;
  private final ScheduledExecutorService timer;
  private final ConcurrentMap<UserId, LocalUser> users = new ConcurrentHashMap<>();

  public Sessions(
      Rooms rooms,
      ChatDirectory directory,
      ClusterBus bus,
      PresenceRegistry presence,
      ConsultationService consultations,
      Clock clock,
      Executor executor,
      ScheduledExecutorService timer) {
    this.rooms = rooms;
    this.directory = directory;
    this.bus = bus;
    this.presence = presence;
    this.consultations = consultations;
    this.clock = clock;
    this.executor = executor;
    this.timer = timer;
  }

  /** Takes a session in, and lets it into the rooms of its chats. Does not block. */
  void open(Member member, Instant handshake) {
    UserId user = member.session().user();
    users.compute(
        user,
        (id, known) -> {
          LocalUser local =
              known == null ? new LocalUser(bus.follow(user, n -> hear(user, n))) : known;
          local.add(member);
          return local;
        });
    executor.execute(() -> enterRooms(member, handshake));
  }

  /** Lets a session go. Does not block. */
  void close(Member member) {
    UserId user = member.session().user();
    users.computeIfPresent(user, (id, local) -> local.remove(member) ? null : local);
    Set<ChatId> chats = Set.copyOf(member.chats());
    rooms.leave(member);
    if (!users.containsKey(user)) {
      executor.execute(() -> left(user, chats));
    }
  }

  /** The user's participation in a chat has changed: tells all nodes on which the user is. */
  public void membershipChanged(UserId user, ChatId chat) {
    UserNotice notice = new UserNotice.MembershipChanged(chat);
    hear(user, notice);
    bus.tell(user, notice);
  }

  /** Shows an event to the sessions of the user, on all nodes. */
  void show(UserId user, ClientEvent event) {
    UserNotice notice = new UserNotice.Show(event);
    hear(user, notice);
    bus.tell(user, notice);
  }

  /** The users who have a session on this node. */
  Set<UserId> users() {
    return Set.copyOf(users.keySet());
  }

  /** The open sessions of a user on this node. */
  List<Member> of(UserId user) {
    LocalUser local = users.get(user);
    return local == null ? List.of() : local.members();
  }

  /** Lets the sessions of a user on this node into the rooms of chats. */
  void enter(UserId user, List<Chat> chats) {
    Instant now = clock.instant();
    for (Member member : of(user)) {
      chats.forEach(chat -> rooms.enter(chat.id(), member, now));
    }
  }

  private void hear(UserId user, UserNotice notice) {
    switch (notice) {
      case UserNotice.MembershipChanged changed -> {
        Instant now = clock.instant();
        of(user).forEach(member -> rooms.enter(changed.chat(), member, now));
      }
      case UserNotice.Show show -> {
        Shared shared = new Shared(show.event());
        of(user).forEach(member -> member.session().send(shared));
      }
    }
  }

  private void enterRooms(Member member, Instant handshake) {
    UserId user = member.session().user();
    try {
      List<Chat> chats = directory.openedChats(List.of(user)).getOrDefault(user, List.of());
      chats.forEach(chat -> rooms.enter(chat.id(), member, handshake));
      arrived(user, chats);
    } catch (StoreUnavailableException e) {
      if (!member.isGone()) {
        Runnable again = () -> executor.execute(() -> enterRooms(member, handshake));
        var unused = timer.schedule(again, RETRY_MS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void arrived(UserId user, List<Chat> chats) {
    if (presence.arrived(user) == Presence.OFFLINE) {
      consultations.presence(user, true);
      signal(user, chats.stream().map(Chat::id).toList(), Presence.ONLINE);
    }
  }

  private void left(UserId user, Set<ChatId> chats) {
    if (presence.left(user) == Presence.OFFLINE) {
      consultations.presence(user, false);
      signal(user, chats, Presence.OFFLINE);
    }
  }

  private void signal(UserId user, Iterable<ChatId> chats, Presence now) {
    for (ChatId chat : chats) {
      rooms.announce(new ChatSignal(chat, user, new ChatSignal.PresenceChanged(now)));
    }
  }
}
