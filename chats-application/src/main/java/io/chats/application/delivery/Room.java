package io.chats.application.delivery;

import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.delivery.sync.RoomEntry;
import io.chats.application.delivery.sync.RoomSnapshot;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.ClusterBus.Following;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.support.DelayedTask;
import io.chats.support.SerialExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One chat as this node delivers it to its own sessions: in order, each message once, and to nobody
 * who does not take part. It follows the chat's announcements; what they miss it loads from the
 * database. All work is done one task at a time, in a queue of its own; no method blocks.
 */
final class Room {

  private static final int MOST_ANNOUNCEMENTS = 4096;

  /** So many announcements are taken in one turn of the queue. */
  private static final int MOST_TOGETHER = 64;

  /** How long a missing announcement is waited for before the database is asked. */
  private static final Duration GAP_PATIENCE = Duration.ofMillis(50);

  /** The pause before the database is tried again. */
  private static final Duration RETRY = Duration.ofMillis(500);

  private final ChatId chat;
  private final DeliveryContext services;
  private final Predicate<Room> retire;
  private final ChatDelivery view;
  private final ReadMarkReplies answers;
  private final SerialExecutor queue;
  private final DelayedTask healing;
  private final DelayedTask gapCheck;
  private final Following following;

  /** AnnouncementQueue that wait for their turn, for each of which there is a task in the queue. */
  private final Queue<ChatAnnouncement> heard = new ConcurrentLinkedQueue<>();

  /** Those who are to come, and have not been let into the queue's work. */
  private final AtomicInteger expected = new AtomicInteger();

  /** Those who wait to be let in, for want of the database; used in the queue only. */
  private final Deque<RoomEntry> waiting = new ArrayDeque<>();

  private volatile long version;

  /**
   * @param retire called when nobody is here; says whether the room is gone from the house
   */
  Room(ChatId chat, DeliveryContext services, Predicate<Room> retire) {
    this.chat = chat;
    this.services = services;
    this.retire = retire;
    this.view = new ChatDelivery(chat, services);
    this.answers = new ReadMarkReplies(view);
    this.queue = new SerialExecutor(services.executor(), this::report);
    this.healing = new DelayedTask(services.timer(), queue, () -> inTurn(this::heal));
    this.gapCheck = new DelayedTask(services.timer(), queue, () -> inTurn(this::healGap));
    this.following = services.bus().follow(chat, this::hear);
  }

  ChatId chat() {
    return chat;
  }

  /** Keeps the room until what is expected has come: one {@link #enter}, for instance. */
  Room expectOne() {
    expected.incrementAndGet();
    return this;
  }

  /** Lets a session in, as expected, if its user takes part. */
  void enter(RoomEntry entry) {
    add(() -> {
      expected.decrementAndGet();
      waiting.add(entry);
      admit();
    });
  }

  /**
   * Sends an event to one session, as expected, after what was announced before.
   *
   * @param event may block
   */
  void tell(DeliverySession member, Supplier<ClientEvent> event) {
    add(() -> {
      expected.decrementAndGet();
      member.send(event.get());
    });
  }

  /** Answers a mark that changed nothing, as expected. */
  void answer(ReadMarkReply answer) {
    add(() -> {
      expected.decrementAndGet();
      answers.add(answer);
      answers.give();
    });
  }

  /** Takes a session out, which does not mean to be here any more; completes when it is out. */
  CompletableFuture<Void> leave(DeliverySession member) {
    CompletableFuture<Void> out = new CompletableFuture<>();
    add(() -> {
      waiting.removeIf(entry -> entry.member().equals(member));
      view.leave(member);
      out.complete(null);
    });
    return out;
  }

  /**
   * Takes the standing of a sync, as expected: from here on what happens is held back for the
   * session, which is let in if it is not here, whatever it has missed.
   *
   * @param entry empty when the session is here, or was entering before
   * @param atLeast the version that the standing is not before
   * @return empty when its user does not take part, or the session has ended
   */
  CompletableFuture<Optional<RoomSnapshot>> stand(
      DeliverySession member, Optional<RoomEntry> entry, long atLeast) {
    CompletableFuture<Optional<RoomSnapshot>> answer = new CompletableFuture<>();
    add(() -> {
      expected.decrementAndGet();
      try {
        answer.complete(member.isGone() ? Optional.empty() : standNow(member, entry, atLeast));
      } catch (StoreUnavailableException e) {
        answer.completeExceptionally(e);
        throw e;
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    return answer;
  }

  /** Hears of something about the chat; when too much waits, heals from the database instead. */
  void hear(ChatAnnouncement announcement) {
    heard.add(announcement);
    if (!queue.offer(() -> inTurn(this::takeHeard), MOST_ANNOUNCEMENTS)) {
      heard.clear();
      healing.runIn(Duration.ZERO);
    }
  }

  /**
   * Makes up for what was missed when the chat has come to that version.
   *
   * @return whether something was, or is still on its way
   */
  boolean expect(long versionNow) {
    boolean isBehind = versionNow > version;
    if (isBehind) {
      add(() -> {
        if (versionNow > view.version()) {
          heal();
        }
      });
    }
    return isBehind;
  }

  /** Whether nobody is here nor coming, nor owed an answer; to be asked in the queue. */
  boolean isIdle() {
    return expected.get() == 0 && waiting.isEmpty() && answers.isEmpty() && view.isEmpty();
  }

  private void add(Runnable task) {
    queue.execute(() -> inTurn(task));
  }

  private void inTurn(Runnable task) {
    try {
      task.run();
    } catch (StoreUnavailableException e) {
      healing.runIn(RETRY);
    } finally {
      version = view.version();
      if (view.hasGap()) {
        gapCheck.runIn(GAP_PATIENCE);
      }
      retireIfIdle();
    }
  }

  /** Takes what was heard by now, so that messages that come together are shown together. */
  private void takeHeard() {
    ChatAnnouncement next = heard.poll();
    for (int taken = 1; next != null; taken++) {
      take(next);
      next = taken < MOST_TOGETHER ? heard.poll() : null;
    }
    view.proceed();
  }

  private void take(ChatAnnouncement announcement) {
    switch (announcement) {
      case ChatChange change -> view.take(change);
      case ChatSignal signal -> {
        if (!healing.isPending()) { // no signal waits for the database to come back
          view.take(signal);
        }
      }
    }
  }

  private Optional<RoomSnapshot> standNow(
      DeliverySession member, Optional<RoomEntry> entry, long atLeast) {
    if (entry.isPresent()) {
      return view.stand(member, entry, atLeast);
    }
    // One that was entering may not have been let in yet.
    member.entry(chat).filter(e -> !view.contains(member)).ifPresent(waiting::add);
    admit();
    return view.contains(member) ? view.stand(member, Optional.empty(), atLeast) : Optional.empty();
  }

  private void heal() {
    if (!view.isEmpty()) {
      view.catchUp();
    }
    admit();
    answers.give();
  }

  private void healGap() {
    if (view.hasGap()) {
      heal();
    }
  }

  /** Lets those in who wait; when the database is away, they go on waiting. */
  private void admit() {
    while (!waiting.isEmpty()) {
      RoomEntry entry = waiting.peek();
      if (entry.isWanted() && !view.contains(entry.member())) {
        admit(entry);
      }
      waiting.remove();
    }
  }

  private void admit(RoomEntry entry) {
    try {
      view.enter(entry);
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      entry.giveUp();
      report(e);
    }
  }

  private void report(Throwable failure) {
    services.failures().unforeseen(failure, "delivery", Map.of("chat", chat.toString()));
  }

  private void retireIfIdle() {
    if (isIdle() && retire.test(this)) {
      following.close();
    }
  }
}
