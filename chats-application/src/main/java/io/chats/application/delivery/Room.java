package io.chats.application.delivery;

import io.chats.application.delivery.sync.DeliveryContext;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.delivery.sync.RoomEntry;
import io.chats.application.delivery.sync.RoomSnapshot;
import io.chats.domain.event.ChatAnnouncement;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.ClusterBus.ClusterSubscription;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.support.Backoff;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The delivery of one chat to the sessions of this node: in order, each message once, and only to
 * participants. A room follows the announcements of its chat, and loads from the database what they
 * miss. All work is done one task at a time, in a serial executor of the room; no method blocks.
 */
final class Room {

  private static final int MAX_ANNOUNCEMENTS = 4096;

  /** A signal that finds as many announcements waiting is dropped, so that it drops no message. */
  static final int MAX_BEFORE_A_SIGNAL = 256;

  /** The number of announcements that one task takes. */
  private static final int MAX_TOGETHER = 64;

  /** The time after which the database is asked instead of a missing announcement. */
  private static final Duration GAP_TIMEOUT = Duration.ofMillis(50);

  /** The pause before the database is asked again after it was away. */
  private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

  /** A chat that cannot be read is tried again, more and more rarely. */
  private static final Backoff UNREADABLE =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

  /**
   * The time for which a room stays that nobody needs: a page that is loaded again finds it, and a
   * chat that was just closed is often marked as read.
   */
  private static final Duration LINGER = Duration.ofSeconds(10);

  private final ChatId chat;
  private final DeliveryContext context;
  private final Predicate<Room> retire;
  private final Runnable signalDropped;
  private final ChatDelivery delivery;
  private final ReadMarkReplies replies;
  private final SerialExecutor queue;
  private final DelayedTask reconciliation;
  private final DelayedTask gapCheck;
  private final DelayedTask retirement;
  private final ClusterSubscription following;

  /** Announcements that wait; for each of them there is a task in the queue. */
  private final Queue<ChatAnnouncement> announced = new ConcurrentLinkedQueue<>();

  /** Calls that were promised by {@link #expectOne} and whose task has not begun. */
  private final AtomicInteger expected = new AtomicInteger();

  /** Sessions that wait until the database can be asked; used in the queue only. */
  private final Deque<RoomEntry> waiting = new ArrayDeque<>();

  /** Whether a session has ever been here; used in the queue only. */
  private boolean wasEntered;

  /** The attempts to read the chat that have failed in a row; used in the queue only. */
  private int failures;

  private volatile long version;
  private volatile long deliveredSeq;

  /** The highest version, and the highest seq of a message, that was announced here. */
  private final AtomicLong announcedVersion = new AtomicLong();

  private final AtomicLong announcedSeq = new AtomicLong();

  /**
   * @param retire called when the room is idle; returns whether the room was given up
   * @param signalDropped called for each signal that is dropped
   */
  Room(ChatId chat, DeliveryContext context, Predicate<Room> retire, Runnable signalDropped) {
    this.chat = chat;
    this.context = context;
    this.retire = retire;
    this.signalDropped = signalDropped;
    this.delivery = new ChatDelivery(chat, context);
    this.replies = new ReadMarkReplies(delivery::reply);
    this.queue = new SerialExecutor(context.executor(), this::report);
    this.reconciliation = new DelayedTask(context.timer(), queue, () -> run(this::reconcile));
    this.gapCheck = new DelayedTask(context.timer(), queue, () -> run(this::closeGap));
    this.retirement = new DelayedTask(context.timer(), queue, this::letGo);
    this.following = context.bus().subscribe(chat, this::receive);
  }

  ChatId chat() {
    return chat;
  }

  /** Keeps the room until the call for which this was made, one {@link #enter} for instance. */
  Room expectOne() {
    expected.incrementAndGet();
    return this;
  }

  /** Takes a session in, as expected, if its user takes part. */
  void enter(RoomEntry entry) {
    addExpected(() -> {
      waiting.add(entry);
      admit();
    });
  }

  /**
   * Takes a session in, as expected, if its user takes part and it is not here. To be called when
   * the user's participation has changed: an attempt to enter that was under way then, or a look at
   * the participants, may be older than the change.
   */
  void reenter(DeliverySession session) {
    addExpected(() -> {
      if (!delivery.contains(session)) {
        session.enter(chat).ifPresent(waiting::add);
        admit();
      }
    });
  }

  /**
   * Sends an event to one session, as expected, after what was announced before.
   *
   * @param event may block
   */
  void send(DeliverySession session, Supplier<ClientEvent> event) {
    addExpected(() -> session.send(event.get()));
  }

  /** Replies to a mark that changed nothing, as expected. */
  void reply(ReadMarkReplies.Reply reply) {
    addExpected(() -> {
      replies.add(reply);
      replies.sendAll();
    });
  }

  /** Takes a session out, which has given up being here; completes when it is out. */
  CompletableFuture<Void> leave(DeliverySession session) {
    CompletableFuture<Void> out = new CompletableFuture<>();
    add(() -> {
      waiting.removeIf(entry -> entry.session().equals(session));
      delivery.leave(session);
      out.complete(null);
    });
    return out;
  }

  /**
   * Takes a snapshot for a session that syncs, as expected. The session is taken in if it is not
   * here, whatever it has missed, and later events are held back for it.
   *
   * @param entry empty when the session is here, or was about to enter before
   * @param atLeast the version that the snapshot must have
   * @return empty when the user does not take part, or the session has ended
   */
  CompletableFuture<Optional<RoomSnapshot>> takeSnapshot(
      DeliverySession session, Optional<RoomEntry> entry, long atLeast) {
    CompletableFuture<Optional<RoomSnapshot>> answer = new CompletableFuture<>();
    addExpected(() -> {
      try {
        answer.complete(
            session.isEnded() ? Optional.empty() : takeSnapshotNow(session, entry, atLeast));
      } catch (StoreUnavailableException e) {
        answer.completeExceptionally(e);
        throw e;
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    return answer;
  }

  /** Receives an announcement; when too many wait, the database is asked for changes instead. */
  void receive(ChatAnnouncement announcement) {
    boolean isSignal = announcement instanceof ChatSignal;
    if (announcement instanceof ChatChange change) {
      note(change);
    }
    announced.add(announcement);
    if (queue.offer(
        () -> run(this::takeAnnounced), isSignal ? MAX_BEFORE_A_SIGNAL : MAX_ANNOUNCEMENTS)) {
      return;
    }
    if (isSignal) {
      announced.remove(announcement);
      signalDropped.run();
    } else {
      announced.clear();
      reconciliation.runIn(Duration.ZERO);
    }
  }

  private void note(ChatChange change) {
    announcedVersion.accumulateAndGet(change.toVersion(), Math::max);
    if (change.detail() instanceof ChatChange.Posted posted) {
      announcedSeq.accumulateAndGet(posted.messages().getLast().seq(), Math::max);
    }
  }

  /** Returns whether a change with at least this seq and this version was announced here. */
  boolean wasAnnounced(long seq, long versionThen) {
    return announcedSeq.get() >= seq && announcedVersion.get() >= versionThen;
  }

  /** Returns whether the chat was loaded: from then on its announcements are awaited. */
  boolean isLoaded() {
    return version > 0;
  }

  /**
   * Loads what was missed, now that the chat is known to have that version.
   *
   * @return whether a change was missed, or is still on its way
   */
  boolean expect(long versionNow) {
    boolean isBehind = versionNow > version;
    if (isBehind) {
      add(() -> {
        if (versionNow > delivery.version()) {
          reconcile();
        }
      });
    }
    return isBehind;
  }

  /** As {@link #expect}, now that the chat is known to have a message with that seq. */
  boolean expectMessage(long seq) {
    boolean isBehind = seq > deliveredSeq;
    if (isBehind) {
      add(() -> {
        if (seq > delivery.deliveredSeq()) {
          reconcile();
        }
      });
    }
    return isBehind;
  }

  /**
   * Returns whether no session is here or expected, nor owed a reply; to be called in the queue.
   */
  boolean isIdle() {
    return isQuiet() && delivery.isEmpty();
  }

  private boolean isQuiet() {
    return expected.get() == 0 && waiting.isEmpty() && replies.isEmpty();
  }

  private void addExpected(Runnable task) {
    add(() -> {
      expected.decrementAndGet();
      task.run();
    });
  }

  private void add(Runnable task) {
    queue.execute(() -> run(task));
  }

  private void run(Runnable task) {
    try {
      task.run();
      failures = 0;
    } catch (StoreUnavailableException e) {
      reconciliation.runIn(RETRY_PAUSE);
    } catch (RuntimeException e) {
      report(e);
      reconciliation.runIn(UNREADABLE.pause(failures++));
    } finally {
      version = delivery.version();
      deliveredSeq = delivery.deliveredSeq();
      wasEntered |= !delivery.isEmpty();
      if (delivery.hasGap()) {
        gapCheck.runIn(GAP_TIMEOUT);
      }
      retireSoon();
    }
  }

  /** Takes several announcements, so that messages that arrive together are delivered together. */
  private void takeAnnounced() {
    ChatAnnouncement next = announced.poll();
    for (int taken = 1; next != null; taken++) {
      take(next);
      next = taken < MAX_TOGETHER ? announced.poll() : null;
    }
    delivery.proceed();
  }

  private void take(ChatAnnouncement announcement) {
    switch (announcement) {
      case ChatChange change -> delivery.add(change);
      case ChatSignal signal -> {
        if (!reconciliation.isPending()) { // a signal does not wait for the database to be back
          delivery.deliver(signal);
        }
      }
    }
  }

  private Optional<RoomSnapshot> takeSnapshotNow(
      DeliverySession session, Optional<RoomEntry> entry, long atLeast) {
    if (entry.isPresent()) {
      return delivery.takeSnapshot(session, entry, atLeast);
    }
    // A session that was about to enter may not have been taken in yet.
    session.entry(chat).filter(e -> !delivery.contains(session)).ifPresent(waiting::add);
    admit();
    return delivery.contains(session)
        ? delivery.takeSnapshot(session, Optional.empty(), atLeast)
        : Optional.empty();
  }

  private void reconcile() {
    if (delivery.isEmpty()) {
      delivery.forget();
    } else {
      delivery.catchUp();
    }
    admit();
    replies.sendAll();
  }

  private void closeGap() {
    if (delivery.hasGap()) {
      reconcile();
    }
  }

  /** Takes in the sessions that wait; they go on waiting while the chat cannot be read. */
  private void admit() {
    while (!waiting.isEmpty()) {
      RoomEntry entry = waiting.peek();
      if (entry.isWanted() && !delivery.contains(entry.session())) {
        delivery.enter(entry);
      }
      waiting.remove();
    }
  }

  private void report(Throwable failure) {
    context.failures().unforeseen(failure, "delivery", Map.of("chat", chat.toString()));
  }

  private void retireSoon() {
    if (wasEntered && (delivery.isEmpty() || delivery.isOver())) {
      retirement.runIn(LINGER);
    } else {
      retireIfIdle();
    }
  }

  /** Lets go of a chat that is over, and of this room when nobody is here. */
  private void letGo() {
    if (isQuiet() && delivery.isOver()) {
      delivery.letGo();
    }
    if (delivery.isOver() && !delivery.isEmpty()) {
      retirement.runIn(LINGER); // for the sessions that sync
    } else {
      retireIfIdle();
    }
  }

  private void retireIfIdle() {
    if (isIdle() && retire.test(this)) {
      following.close();
    }
  }
}
