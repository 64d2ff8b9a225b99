package io.chats.application.delivery;

import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.ClusterBus.Following;
import io.chats.domain.port.StoreUnavailableException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * One chat as this node delivers it to its own sessions: in order, each message once, and to nobody
 * who does not take part. It follows the chat's announcements; what they miss it loads from the
 * database. All work is done one task at a time, in a queue of its own.
 */
final class Room {

  private static final int MOST_ANNOUNCEMENTS = 4096;

  /** How long a missing announcement is waited for before the database is asked. */
  private static final long GAP_PATIENCE_MS = 50;

  private static final long RETRY_MS = 500;

  private final ChatId chat;
  private final RoomServices services;
  private final Predicate<Room> retire;
  private final SerialQueue queue;
  private final Following following;
  private final RoomView view;
  private final AtomicInteger entering = new AtomicInteger();
  private final AtomicBoolean healing = new AtomicBoolean();

  /**
   * @param retire called when nobody is here; says whether the room is gone from the house
   */
  Room(ChatId chat, RoomServices services, Predicate<Room> retire) {
    this.chat = chat;
    this.services = services;
    this.retire = retire;
    this.queue = new SerialQueue(services.executor(), MOST_ANNOUNCEMENTS);
    this.view = new RoomView(chat, services);
    this.following = services.bus().follow(chat, this::hear);
  }

  ChatId chat() {
    return chat;
  }

  /** Lets a session in, if its user takes part, and sends it what was stored from then on. */
  void enter(Member member, Instant since) {
    entering.incrementAndGet();
    queue.add(() -> tryToEnter(member, since));
  }

  /** Takes a session out. */
  void leave(Member member) {
    queue.add(() -> {
      view.leave(member);
      leaveIfEmpty();
    });
  }

  /** Hears of something about the chat; when too much waits, heals from the database instead. */
  void hear(ChatAnnouncement announcement) {
    if (!queue.offer(() -> take(announcement))) {
      healSoon(0);
    }
  }

  /** Sends an event to one session, after what was announced before. */
  void tell(Member member, ClientEvent event) {
    queue.add(() -> member.session().send(event));
  }

  /** Makes up for what was missed when the chat has come to that version. */
  void expect(long version) {
    queue.add(() -> {
      if (view.isBehind(version)) {
        heal();
      }
    });
  }

  /** Whether nobody is here nor coming. */
  boolean isIdle() {
    return entering.get() == 0 && view.isEmpty();
  }

  private void tryToEnter(Member member, Instant since) {
    try {
      view.enter(member, since);
    } catch (StoreUnavailableException e) {
      later(RETRY_MS, () -> tryToEnter(member, since));
      return;
    } catch (RuntimeException e) {
      report(e);
    }
    entering.decrementAndGet();
    leaveIfEmpty();
  }

  private void take(ChatAnnouncement announcement) {
    try {
      view.take(announcement);
      if (view.hasGap()) {
        healSoon(GAP_PATIENCE_MS);
      }
    } catch (StoreUnavailableException e) {
      healSoon(RETRY_MS);
    } catch (RuntimeException e) {
      report(e);
      healSoon(RETRY_MS);
    }
  }

  /** Loads what was missed; called in the queue. */
  private void heal() {
    try {
      view.catchUp();
    } catch (StoreUnavailableException e) {
      healSoon(RETRY_MS);
    } catch (RuntimeException e) {
      report(e);
    }
  }

  private void healSoon(long delayMs) {
    if (healing.compareAndSet(false, true)) {
      later(
          delayMs,
          () -> {
            healing.set(false);
            heal();
          });
    }
  }

  private void later(long delayMs, Runnable task) {
    var unused = services.timer().schedule(() -> queue.add(task), delayMs, TimeUnit.MILLISECONDS);
  }

  private void report(RuntimeException failure) {
    services.failures().unforeseen(failure, "delivery", Map.of("chat", chat.toString()));
  }

  private void leaveIfEmpty() {
    if (isIdle() && retire.test(this)) {
      following.close();
    }
  }
}
