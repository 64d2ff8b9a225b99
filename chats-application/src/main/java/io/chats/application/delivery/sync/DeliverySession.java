package io.chats.application.delivery.sync;

import io.chats.application.delivery.sync.RoomEntry.Why;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.port.ClientSession;
import io.chats.domain.port.ClientSession.CloseReason;
import io.chats.domain.port.Shared;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * An open session, the chats whose rooms it is in, and what it must be sent of others should it
 * enter them: neither less nor twice. Safe for use by any thread.
 */
public final class DeliverySession {

  /** Who says which rooms the session enters. */
  private enum Mode {
    /** Nobody: it enters none before its first sync. */
    UNSYNCED,
    /** A sync does; what others say waits for its end. */
    SYNCING,
    /** Whoever sees that its user takes part. */
    FOLLOWING
  }

  private final ClientSession session;
  private final SyncGate outlet;
  private final OwnPosts posts = new OwnPosts();
  private final ConcurrentMap<ChatId, RoomEntry> entries = new ConcurrentHashMap<>();
  private final ResumePositions positions;
  private final CompletableFuture<Void> placed = new CompletableFuture<>();

  /** Which others said, while a sync was under way. */
  private final Set<ChatId> wanted = new HashSet<>();

  private Mode mode;
  private volatile boolean gone;

  private DeliverySession(ClientSession session, Mode mode, Instant since) {
    this.session = session;
    this.mode = mode;
    this.outlet = new SyncGate(session, mode == Mode.UNSYNCED);
    this.positions = new ResumePositions(since);
  }

  /**
   * A session that is sent what happens from its handshake on.
   *
   * @param handshake what is stored from then on is sent to the session
   */
  public static DeliverySession following(ClientSession session, Instant handshake) {
    return new DeliverySession(session, Mode.FOLLOWING, handshake);
  }

  /** A session that is told nothing of any chat before its first sync. */
  public static DeliverySession unsynced(ClientSession session) {
    DeliverySession member = new DeliverySession(session, Mode.UNSYNCED, Instant.EPOCH);
    member.placeNow();
    return member;
  }

  public SessionId id() {
    return session.id();
  }

  public UserId user() {
    return session.user();
  }

  /** Sends an event in its time: later when a sync is under way, if it is of a chat. */
  public void send(Shared event) {
    outlet.send(event);
  }

  public void send(ClientEvent event) {
    outlet.send(new Shared(event));
  }

  public void close(CloseReason reason) {
    session.close(reason);
  }

  /** Whether the session has ended. */
  public boolean isGone() {
    return gone;
  }

  /** The chats whose rooms it is in, or is entering. */
  public Set<ChatId> chats() {
    return entries.keySet();
  }

  /** Completes when it is known where the session comes in. */
  public CompletionStage<Void> placed() {
    return placed.minimalCompletionStage();
  }

  /**
   * Says where the session comes in: of these chats it is sent what follows their last messages. To
   * be said before their rooms are entered.
   *
   * @param asOf just before they were looked up
   */
  public void place(Collection<Chat> active, Instant asOf) {
    positions.place(active, asOf);
  }

  /** Says that the session comes in now: where it was said, or else at its handshake. */
  public void placeNow() {
    placed.complete(null);
  }

  /**
   * Says that the chats in which the user is active were looked up, and their rooms entered. When a
   * user comes to take part in another, that is later.
   *
   * @param asOf just before they were looked up
   */
  public synchronized void listed(Set<ChatId> active, Instant asOf) {
    if (mode == Mode.FOLLOWING) {
      positions.listed(active, asOf);
    }
  }

  /** Whether the session waits for its first sync. */
  public synchronized boolean isUnsynced() {
    return mode == Mode.UNSYNCED;
  }

  /**
   * Begins a sync: only it says from now on which rooms the session enters, and which new messages
   * of these chats it is sent.
   */
  public synchronized void beginSync(Set<ChatId> listed) {
    mode = Mode.SYNCING;
    outlet.mute(listed);
    outlet.open();
  }

  /**
   * Ends a sync that has entered the rooms of all that the user takes part in.
   *
   * @param active the chats that were looked up for it
   * @param asOf just before that
   * @return into which rooms others wanted the session meanwhile
   */
  public synchronized List<RoomEntry> endSync(Set<ChatId> active, Instant asOf) {
    mode = Mode.FOLLOWING;
    listed(active, asOf);
    return enterWanted();
  }

  /**
   * Gives up a sync of a session that was in rooms before.
   *
   * @param seen how far it has seen the chats that it is to go on with
   * @return their rooms, and those into which others wanted the session meanwhile
   */
  public synchronized List<RoomEntry> abandonSync(Map<ChatId, Long> seen) {
    mode = Mode.FOLLOWING;
    seen.forEach((chat, seq) -> positions.put(chat, seq, Instant.EPOCH, Why.IS_BACK));
    wanted.addAll(seen.keySet());
    return enterWanted();
  }

  /** Gives up a sync that was to be the first. The session must be in no room. */
  public synchronized void remainUnsynced() {
    mode = Mode.UNSYNCED;
    wanted.clear();
    positions.clear();
    posts.clear();
    outlet.shut();
  }

  /** What the session posts itself. */
  public OwnPosts posts() {
    return posts;
  }

  /** Passes events by what is held: for a sync only. Blocks as the session does. */
  public boolean sendPaced(ClientEvent event) {
    return session.sendPaced(new Shared(event));
  }

  /** Sends what was held, in order. Blocks as the session does; false when it has ended. */
  public boolean releaseHeld() {
    return outlet.release();
  }

  /** Forgets what was held of chats. */
  public void forgetHeld(Set<ChatId> chats) {
    outlet.forget(chats::contains);
  }

  /** Begins to enter a room; empty when the session is there already, or entering, or must not. */
  public synchronized Optional<RoomEntry> enter(ChatId chat) {
    if (gone || mode == Mode.UNSYNCED || entries.containsKey(chat)) {
      return Optional.empty();
    }
    if (mode == Mode.SYNCING) {
      wanted.add(chat);
      return Optional.empty();
    }
    RoomEntry entry = positions.entry(this, chat);
    entries.put(chat, entry);
    return Optional.of(entry);
  }

  /** Begins to enter a room for a sync; empty when the session is there already, or entering. */
  public synchronized Optional<RoomEntry> enterForSync(ChatId chat, long seenSeq) {
    if (entries.containsKey(chat)) {
      return Optional.empty();
    }
    RoomEntry entry = new RoomEntry(this, chat, Instant.EPOCH, seenSeq, Why.CAME);
    entries.put(chat, entry);
    return Optional.of(entry);
  }

  /** The entry by which the session is in a room, or entering. */
  public Optional<RoomEntry> entry(ChatId chat) {
    return Optional.ofNullable(entries.get(chat));
  }

  /**
   * The session has posted messages, of which the first is that: noted while a sync is under way.
   */
  public synchronized void posted(ChatId chat, long firstSeq) {
    if (mode == Mode.SYNCING) {
      posts.add(chat, firstSeq);
    }
  }

  /** No longer means to enter a room, nor to be there. */
  public synchronized void withdraw(ChatId chat) {
    entries.remove(chat);
  }

  /** Holds back what happens in a chat from now on. */
  public void hold(ChatId chat) {
    outlet.hold(chat);
  }

  /**
   * Is out of a room.
   *
   * @param asOf what the user is to see beyond {@code seenSeq} is stored from then on
   */
  public synchronized void depart(ChatId chat, long seenSeq, Instant asOf) {
    positions.put(chat, seenSeq, asOf, Why.JOINED);
    entries.remove(chat);
  }

  /** Does not enter, if it still meant to. */
  synchronized void depart(RoomEntry entry, Instant asOf) {
    if (entry(entry.chat()).filter(entry::equals).isPresent()) {
      depart(entry.chat(), entry.seenSeq(), asOf);
    }
  }

  public synchronized void go() {
    gone = true;
  }

  private List<RoomEntry> enterWanted() {
    posts.clear();
    List<RoomEntry> entered = wanted.stream().flatMap(chat -> enter(chat).stream()).toList();
    wanted.clear();
    return entered;
  }
}
