package io.chats.application.session;

import io.chats.application.api.UserNotification;
import io.chats.application.delivery.Rooms;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.feed.FeedProgress;
import io.chats.application.presence.IsolatedCalls;
import io.chats.application.presence.PresenceReporter;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.event.UserNotice;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.Presence;
import io.chats.domain.port.ChatDirectory;
import io.chats.domain.port.ClusterBus;
import io.chats.domain.port.ClusterBus.ClusterSubscription;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.PresenceRegistry;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.support.Backoff;
import io.chats.support.SerialExecutor;
import io.chats.support.SetAside;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The open sessions of this node, by user. While a user has one, this node is subscribed to the
 * user's notices on the bus. Safe for use by any thread; only {@link #show} blocks.
 */
public final class Sessions implements UserNotification {

  private static final Backoff UNREADABLE =
      new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(60));

  private static final int MAX_SET_ASIDE = 10_000;

  private final Rooms rooms;
  private final ChatDirectory directory;
  private final ClusterBus bus;
  private final PresenceReporter reporter;
  private final PresenceRegistry presence;
  private final FailureReporter failures;
  private final FeedProgress progress;
  private final Executor executor;
  private final ConcurrentMap<UserId, LocalUser> users = new ConcurrentHashMap<>();

  /** Sessions whose chats could not be looked up yet. */
  private final Set<DeliverySession> unlisted = ConcurrentHashMap.newKeySet();

  private final IsolatedCalls calls;

  /** Users whose chats cannot be looked up although the database answers. */
  private final SetAside<UserId> unreadable;

  public Sessions(
      Rooms rooms,
      ChatDirectory directory,
      ClusterBus bus,
      PresenceReporter reporter,
      PresenceRegistry presence,
      FailureReporter failures,
      FeedProgress progress,
      LongSupplier nanoTime,
      Executor executor) {
    this.rooms = rooms;
    this.directory = directory;
    this.bus = bus;
    this.reporter = reporter;
    this.presence = presence;
    this.failures = failures;
    this.progress = progress;
    this.executor = executor;
    this.calls = new IsolatedCalls(failures, "looking up chats");
    this.unreadable = new SetAside<>(UNREADABLE, MAX_SET_ASIDE, nanoTime);
  }

  /** Adds a session, which enters the rooms of its chats unless it is to sync first. */
  public void open(DeliverySession session) {
    UserId user = session.user();
    LocalUser local =
        users.compute(
            user,
            (id, known) -> {
              LocalUser here = known == null ? newUser(id) : known;
              here.sessions.add(session);
              return here;
            });
    if (!session.isUnsynced()) {
      local.queue.execute(() -> enterRooms(session));
    }
    local.queue.execute(() -> reportPresence(user, local));
  }

  /** Removes a session; to be called once. */
  public void close(DeliverySession session) {
    UserId user = session.user();
    LocalUser local = users.get(user); // is there while it has a session
    local.sessions.remove(session);
    unlisted.remove(session);
    rooms.leave(session);
    local.queue.execute(() -> reportPresence(user, local));
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

  @Override
  public Presence show(UserId user, ClientEvent event) {
    send(user, event);
    return of(user).isEmpty()
        ? presence.of(List.of(user)).getOrDefault(user, Presence.UNKNOWN)
        : Presence.ONLINE;
  }

  /**
   * Makes the sessions of users enter the rooms of all their opened chats; blocks. A user whose
   * chats cannot be looked up fails alone (spec G13).
   */
  void enterOpened(Collection<UserId> some) {
    long settled = progress.settled();
    Map<UserId, List<Chat>> opened = openedOf(some);
    opened.forEach((user, chats) -> of(user).forEach(session -> enter(session, chats, settled)));
  }

  /** The opened chats of each user, but of none whose chats cannot be looked up. */
  private Map<UserId, List<Chat>> openedOf(Collection<UserId> some) {
    IsolatedCalls.Answers<List<Chat>> answers = calls.call(some, directory::openedChats);
    Map<UserId, List<Chat>> opened = new HashMap<>();
    for (UserId user : some) {
      if (answers.failed().contains(user)) {
        unreadable.failed(user);
      } else {
        unreadable.succeeded(user);
        opened.put(user, answers.found().getOrDefault(user, List.of()));
      }
    }
    return opened;
  }

  /** The users whose chats could not be looked up when they opened a session, and may be now. */
  Set<UserId> unlisted() {
    unlisted.removeIf(DeliverySession::isEnded);
    return unlisted.stream()
        .map(DeliverySession::user)
        .filter(user -> !unreadable.isPaused(user))
        .collect(Collectors.toSet());
  }

  /** Makes the sessions of a user enter a chat of which something has changed for the user. */
  void changed(UserId user, ChatId chat) {
    of(user).forEach(session -> rooms.changed(chat, session));
  }

  /** The sessions of a user on this node, as they are now. */
  List<DeliverySession> of(UserId user) {
    LocalUser local = users.get(user);
    return local == null ? List.of() : local.sessions;
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
      case UserNotice.MembershipChanged changed -> changed(user, changed.chat());
      case UserNotice.Deliver show -> {
        SharedEvent shared = new SharedEvent(show.event());
        of(user).forEach(session -> session.send(shared));
      }
    }
  }

  /** While its chats cannot be looked up, the session is noted, to enter its rooms later. */
  private void enterRooms(DeliverySession session) {
    UserId user = session.user();
    long settled = progress.settled();
    try {
      List<Chat> opened = openedOf(List.of(user)).get(user);
      if (opened == null) {
        unlisted.add(session);
      } else {
        session.place(opened);
        enter(session, opened, settled);
      }
    } catch (StoreUnavailableException e) {
      unlisted.add(session);
    } finally {
      session.placeNow();
    }
  }

  /**
   * Makes a session enter the rooms of all opened chats of its user.
   *
   * @param settled what was settled just before they were looked up
   */
  private void enter(DeliverySession session, List<Chat> opened, long settled) {
    opened.forEach(chat -> rooms.enter(chat.id(), session));
    session.listed(settled);
    unlisted.remove(session);
  }

  /** Reports a change of presence since the last report; to be called in the queue. */
  private void reportPresence(UserId user, LocalUser local) {
    boolean present = !local.sessions.isEmpty();
    if (present != local.reportedPresent) {
      local.reportedPresent = present;
      if (present) {
        reporter.arrived(user);
      } else {
        reporter.left(user);
      }
    }
    users.computeIfPresent(
        user,
        (id, known) -> {
          if (known != local || !known.isVacant()) {
            return known;
          }
          known.subscription.close();
          return null;
        });
  }

  /** A user with a session on this node, or whose last session there has just ended. */
  private static final class LocalUser {

    final ClusterSubscription subscription;
    final SerialExecutor queue;
    final List<DeliverySession> sessions = new CopyOnWriteArrayList<>();

    /** The presence that was last reported; set in the queue, so that reports keep their order. */
    volatile boolean reportedPresent;

    LocalUser(ClusterSubscription subscription, SerialExecutor queue) {
      this.subscription = subscription;
      this.queue = queue;
    }

    /** Returns whether the user has no session and that was reported. */
    boolean isVacant() {
      return sessions.isEmpty() && !reportedPresent;
    }
  }
}
