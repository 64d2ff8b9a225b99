package io.chats.application.delivery;

import io.chats.application.delivery.sync.DeliveryContext;
import io.chats.application.delivery.sync.DeliverySession;
import io.chats.application.delivery.sync.RoomEntry;
import io.chats.application.delivery.sync.RoomEntry.Reason;
import io.chats.application.delivery.sync.RoomSnapshot;
import io.chats.domain.event.ChatChange;
import io.chats.domain.event.ChatSignal;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Conversation;
import io.chats.domain.model.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Delivers one chat to the sessions in its room. Messages, read marks and state each remember what
 * was delivered, so that after a failure the next attempt continues from there. Used by one thread
 * at a time; every method may block on the database.
 */
final class ChatDelivery {

  /** The greatest age of the known participants when a signal is delivered (spec G6). */
  private static final Duration MAX_AGE_FOR_SIGNALS = Duration.ofMillis(500);

  private final ChatId chat;
  private final DeliveryContext context;
  private final RoomSessions sessions = new RoomSessions();
  private final ChangeSequence changes = new ChangeSequence();
  private final MessageDelivery messages;
  private final ReadMarkDelivery marks;
  private final ChatStateDelivery states;
  private final SignalDelivery signals;
  private Conversation known;

  /** When it was loaded, on the scale of {@link System#nanoTime}. */
  private long knownAt;

  /** {@link io.chats.application.feed.FeedProgress#settled} just before it was loaded. */
  private long knownSettled;

  /** Whether all of what is known was delivered. */
  private boolean isComplete;

  ChatDelivery(ChatId chat, DeliveryContext context) {
    this.chat = chat;
    this.context = context;
    this.messages = new MessageDelivery(chat, context, sessions);
    this.marks = new ReadMarkDelivery(chat, context, sessions);
    this.states = new ChatStateDelivery(context.presenter(), sessions);
    this.signals = new SignalDelivery(context.texts(), sessions);
  }

  boolean contains(DeliverySession session) {
    return sessions.contains(session);
  }

  /** Returns whether no session is in the room. */
  boolean isEmpty() {
    return sessions.isEmpty();
  }

  /** Returns whether the chat is closed and all of it was delivered. */
  boolean isOver() {
    return isComplete && known.chat().isClosed();
  }

  /** Takes out all sessions but those that sync at the moment. */
  void letGo() {
    for (DeliverySession session : sessions.removeFollowing()) {
      session.leave(chat, messages.deliveredSeq(), knownSettled, Reason.JOINED);
    }
  }

  /** The last message that was delivered; 0 while nothing is known. */
  long deliveredSeq() {
    return known == null ? 0 : messages.deliveredSeq();
  }

  /** Returns whether a change waits for one that has not arrived. */
  boolean hasGap() {
    return changes.hasGap();
  }

  /** The version of the chat that was delivered; 0 while nothing is known. */
  long version() {
    return changes.version();
  }

  /** Takes a session in, if its user takes part, and sends it what it has missed. */
  void enter(RoomEntry entry) {
    if (known == null || !takesPart(entry.user()) || isBehind(entry)) {
      catchUp();
    }
    if (takesPart(entry.user())) {
      admit(entry);
    } else {
      decline(entry);
    }
  }

  /** Notifies a user who took part until lately, in a closed chat perhaps, which has no room. */
  private void decline(RoomEntry entry) {
    if (entry.reason() != Reason.LEFT && known.participants().find(entry.user()).isPresent()) {
      entry.session().send(ChatStateDelivery.left(known));
    }
    entry.decline(knownSettled);
  }

  void leave(DeliverySession session) {
    sessions.remove(session);
  }

  /**
   * Takes a snapshot for a session that syncs, which is taken in if it is not here. From here on
   * events are held back for it; what was delivered before is exactly what the snapshot says.
   *
   * @param entry empty for a session that is here
   * @param atLeast the version that the snapshot must have, since another node may have sent it to
   *     the session
   * @return empty when the user does not take part
   */
  Optional<RoomSnapshot> takeSnapshot(
      DeliverySession session, Optional<RoomEntry> entry, long atLeast) {
    if (!isComplete
        || !takesPart(session.user())
        || version() < atLeast
        || entry.filter(this::isBehind).isPresent()) {
      catchUp();
    }
    if (!takesPart(session.user())) {
      entry.ifPresent(declined -> declined.decline(knownSettled));
      return Optional.empty();
    }
    entry.map(RoomEntry::session).ifPresent(sessions::add);
    session.hold(chat);
    return Optional.of(snapshot(session.user(), entry.isPresent()));
  }

  private boolean isBehind(RoomEntry entry) {
    return messages.deliveredSeq() < entry.seenSeq();
  }

  private RoomSnapshot snapshot(UserId user, boolean entered) {
    Subscription own = known.requireActive(user);
    return new RoomSnapshot(
        known.chat(),
        changes.version(),
        messages.deliveredSeq(),
        marks.readBy(own),
        marks.marks().readByOpponentsOf(user, own.type()),
        known.participants(),
        entered);
  }

  /**
   * Sends a session how far its user has read: not less than the mark, nor than was delivered.
   * Whatever was stored before the mark is delivered first, since a lower mark that is still on its
   * way would otherwise follow.
   */
  void reply(ReadMarkReplies.Reply reply) {
    if (version() < reply.version()) {
      catchUp();
    }
    reply.session().send(marks.answer(reply.mark(), reply.seq(), known.participants()));
  }

  /** Adds an announced change, which {@link #proceed} delivers when it is next. */
  void add(ChatChange change) {
    if (sessions.isEmpty()) {
      forget();
    } else if (known != null) { // otherwise the next session that enters loads everything
      changes.add(change);
    }
  }

  /** Delivers a signal, after the changes that came before it. */
  void deliver(ChatSignal signal) {
    proceed();
    if (known != null && !sessions.isEmpty()) {
      if (context.nanoTime().getAsLong() - knownAt > MAX_AGE_FOR_SIGNALS.toNanos()) {
        load();
      }
      signals.deliver(signal, known);
    }
  }

  /** A session that syncs may have missed any message, every other one those since it joined. */
  private long joinedSeq(RoomEntry entry) {
    return entry.reason() == Reason.RETURNED ? 0 : known.requireActive(entry.user()).joinedSeq();
  }

  /** Loads and delivers what was missed. */
  void catchUp() {
    load();
    proceed();
  }

  /**
   * Forgets what is known of the chat, which has changed while nobody was here; the next session
   * loads it anew.
   */
  void forget() {
    known = null;
    isComplete = false;
    changes.clear();
  }

  private void admit(RoomEntry entry) {
    List<ClientEvent> missed = new ArrayList<>();
    if (!knowsState(entry)) {
      missed.add(states.of(known, entry.user()));
    }
    missed.addAll(messages.missed(entry, joinedSeq(entry), marks.marks()));
    if (!knowsMarks(entry)) {
      missed.addAll(marks.all(known.requireActive(entry.user())));
    }
    DeliverySession session = entry.session();
    sessions.add(session);
    missed.forEach(session::send);
  }

  private boolean knowsState(RoomEntry entry) {
    return entry.reason() == Reason.OPENED
        && known.chat().participantsVersion() <= entry.seenVersion()
        && !known.chat().isClosed();
  }

  /** Nobody is in the room of a closed chat for long, so a mark may be what a session missed. */
  private boolean knowsMarks(RoomEntry entry) {
    return !known.chat().isClosed()
        && switch (entry.reason()) {
          case OPENED -> version() <= entry.seenVersion();
          case JOINED, LEFT -> true;
          case RETURNED -> false;
        };
  }

  /** Delivers the changes that are next, from the database where they do not say enough. */
  void proceed() {
    for (var next = changes.next(); next.isPresent(); next = changes.next()) {
      if (deliver(next.get())) {
        changes.done(next.get());
      } else {
        load();
        changes.drop(next.get());
      }
    }
  }

  /** Delivers a change; false when the database is needed for it. */
  private boolean deliver(ChatChange change) {
    if (change.participantsVersion() != known.chat().participantsVersion()) {
      return false; // some sessions here may belong to users who no longer take part (spec G6)
    }
    return switch (change.detail()) {
      case ChatChange.Posted posted -> messages.deliver(posted.messages(), marks.marks());
      case ChatChange.Read read -> {
        marks.deliver(read, known.participants());
        yield true;
      }
      case ChatChange.ParticipantsChanged changed -> false;
      case ChatChange.Closed closed -> false;
    };
  }

  private void load() {
    long settled = context.progress().settled();
    long asOf = context.nanoTime().getAsLong();
    Conversation now =
        context.chats().find(chat).orElseThrow(() -> new IllegalStateException("no chat " + chat));
    boolean first = known == null;
    isComplete = false;
    removeFormer(now, settled);
    known = now; // before anything can fail, so that users who were removed cannot enter again
    knownAt = asOf;
    knownSettled = settled;
    if (first) {
      messages.startAt(now.chat());
      marks.startAt(now);
      states.startAt(now.chat());
    } else {
      messages.catchUp(now.chat());
      marks.catchUp(now);
      states.catchUp(now);
    }
    changes.startAt(now.chat().version());
    isComplete = true;
  }

  /** Notifies the sessions of users who no longer take part, and sends them nothing afterwards. */
  private void removeFormer(Conversation now, long settled) {
    Set<UserId> active =
        now.participants().active().map(Subscription::user).collect(Collectors.toSet());
    for (DeliverySession removed : sessions.retain(active)) {
      removed.send(ChatStateDelivery.left(now));
      removed.leave(chat, messages.deliveredSeq(), settled, Reason.LEFT);
    }
  }

  private boolean takesPart(UserId user) {
    return known.participants().active(user).isPresent();
  }
}
