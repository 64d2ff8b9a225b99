package io.chats.application.delivery.sync;

import io.chats.application.delivery.sync.RoomEntry.Reason;
import io.chats.application.feed.FeedProgress;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.SharedEvent;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.port.ClientSession;
import io.chats.domain.port.ClientSession.CloseReason;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * An open session as delivery sees it, with the whole state of its syncs: the mode, the rooms it is
 * in, the position from which it resumes in the others, the gate in front of its connection, and
 * the posts that it made during a sync. The states and their transitions are a table in the
 * description of this package. Safe for use by any thread.
 */
public final class DeliverySession {

  /** Decides which rooms the session enters. */
  private enum Mode {
    /** The session enters no room before its first sync. */
    UNSYNCED,
    /** The sync enters rooms; other attempts to enter are noted until it ends. */
    SYNCING,
    /** The session enters the room of each chat in which its user is seen to take part. */
    FOLLOWING
  }

  private final ClientSession client;
  private final FeedProgress progress;
  private final SyncGate gate;

  /** The rooms that the session is in or about to enter; changed only under this monitor. */
  private final ConcurrentMap<ChatId, RoomEntry> entries = new ConcurrentHashMap<>();

  private final CompletableFuture<Void> placed = new CompletableFuture<>();

  /** Posts that have begun and not ended, each by a key of its own. */
  private final Map<Object, CompletableFuture<Void>> outstandingPosts = new ConcurrentHashMap<>();

  // The fields below are guarded by this monitor.

  private final Map<ChatId, Position> positions = new HashMap<>();

  /**
   * The chats that the session has left, in that order, and when by {@link FeedProgress#now}: their
   * positions are needed for a while.
   */
  private final Map<ChatId, Long> left = new LinkedHashMap<>();

  /** Attempts to enter a room that were noted during a sync. */
  private final Set<ChatId> wanted = new HashSet<>();

  /**
   * The first message in each chat that the session is owed although the sync replays none there:
   * it posted that message during the sync, or left the room before it, and its user was back.
   */
  private final Map<ChatId, Long> firstOwed = new HashMap<>();

  private Mode mode;

  /** In a chat without a position the session is sent messages with higher ids only. */
  private long afterId;

  /** Whether all chats of the user were looked up, so that any other chat is new to the user. */
  private boolean allListed;

  private volatile boolean ended;

  private DeliverySession(ClientSession client, Mode mode, FeedProgress progress) {
    this.client = client;
    this.mode = mode;
    this.progress = progress;
    this.afterId = progress.settled();
    this.gate = new SyncGate(client, mode == Mode.UNSYNCED);
  }

  /** A session that is sent what is stored from now on. */
  public static DeliverySession following(ClientSession client, FeedProgress progress) {
    return new DeliverySession(client, Mode.FOLLOWING, progress);
  }

  /** A session that is sent nothing of any chat before its first sync. */
  public static DeliverySession unsynced(ClientSession client, FeedProgress progress) {
    DeliverySession session = new DeliverySession(client, Mode.UNSYNCED, progress);
    session.placeNow();
    return session;
  }

  public SessionId id() {
    return client.id();
  }

  public UserId user() {
    return client.user();
  }

  /** From where and since when the client is connected; empty for a listener in this process. */
  public Optional<ClientSession.Origin> origin() {
    return client.origin();
  }

  /** Sends an event through the gate, which may hold it back during a sync. Does not block. */
  public void send(SharedEvent event) {
    gate.send(event);
  }

  /** As {@link #send(SharedEvent)}, for an event that no other session is sent. */
  public void send(ClientEvent event) {
    gate.send(new SharedEvent(event));
  }

  public void close(CloseReason reason) {
    client.close(reason);
  }

  /** Returns whether the session has ended. */
  public boolean isEnded() {
    return ended;
  }

  /** The session enters no room from now on, whatever its mode. */
  public synchronized void end() {
    ended = true;
  }

  /** The chats whose rooms the session is in, or is about to enter. */
  public Set<ChatId> chats() {
    return entries.keySet();
  }

  /** Completes when it is known from which messages on the session is sent its chats. */
  public CompletionStage<Void> placed() {
    return placed.minimalCompletionStage();
  }

  /**
   * Sets the position in each of these chats to its last message and version, unless there is a
   * position already. To be called before their rooms are entered.
   */
  public synchronized void place(Collection<Chat> active) {
    active.forEach(chat ->
        positions.putIfAbsent(
            chat.id(), new Position(chat.lastSeq(), chat.version(), 0, Reason.OPENED)));
  }

  /** Completes {@link #placed}; where no position was set, the opening of the session counts. */
  public void placeNow() {
    placed.complete(null);
  }

  /**
   * Notes that all opened chats in which the user is active were looked up and their rooms entered,
   * so that the user comes to take part in any other one later than that.
   *
   * @param settled {@link FeedProgress#settled} just before the chats were looked up
   */
  public synchronized void listed(long settled) {
    if (mode == Mode.FOLLOWING) {
      afterId = Math.max(afterId, settled);
      allListed = true;
    }
  }

  /** Returns whether the session waits for its first sync. */
  public synchronized boolean isUnsynced() {
    return mode == Mode.UNSYNCED;
  }

  /** Returns whether no sync is under way, and the session has synced if it had to. */
  public synchronized boolean isFollowing() {
    return mode == Mode.FOLLOWING;
  }

  /** UNSYNCED or FOLLOWING to SYNCING: new messages of the listed chats are dropped by the gate. */
  synchronized void beginSync(Set<ChatId> listed) {
    mode = Mode.SYNCING;
    afterId = settledForUnseen();
    gate.mute(listed);
    gate.open();
  }

  /**
   * SYNCING to FOLLOWING, after the sync has entered the rooms of all chats of the user.
   *
   * @param settled {@link FeedProgress#settled} just before these were looked up
   * @return entries into the rooms that others wanted the session to enter meanwhile
   */
  synchronized List<RoomEntry> endSync(long settled) {
    mode = Mode.FOLLOWING;
    listed(settled);
    return enterWanted();
  }

  /**
   * SYNCING to FOLLOWING, after a sync failed that was not the first one.
   *
   * @param seen the last message that the client has of each chat in which it goes on
   * @param entered the chats that the sync has entered and left again
   * @return entries into the rooms of all these, and into those that others wanted the session to
   *     enter
   */
  synchronized List<RoomEntry> abandonSync(Map<ChatId, Long> seen, Set<ChatId> entered) {
    mode = Mode.FOLLOWING;
    seen.forEach((chat, seq) -> positions.put(chat, new Position(seq, 0, 0, Reason.RETURNED)));
    wanted.addAll(seen.keySet());
    wanted.addAll(entered);
    return enterWanted();
  }

  /** SYNCING to UNSYNCED, after the first sync failed. The session must be in no room. */
  synchronized void remainUnsynced() {
    mode = Mode.UNSYNCED;
    wanted.clear();
    positions.clear();
    left.clear();
    firstOwed.clear();
    gate.shut();
  }

  /** Notes that the session begins to post; the result is to be completed when that has ended. */
  public CompletableFuture<Void> beginPost() {
    CompletableFuture<Void> post = new CompletableFuture<>();
    Object key = new Object();
    outstandingPosts.put(key, post);
    var unused = post.thenRun(() -> outstandingPosts.remove(key));
    return post;
  }

  /** Completes when all posts have ended that had begun. */
  CompletableFuture<Void> postsEnded() {
    return CompletableFuture.allOf(outstandingPosts.values().toArray(CompletableFuture<?>[]::new));
  }

  /** Notes the first message of a post of this session, if a sync is under way. */
  public synchronized void posted(ChatId chat, long firstSeq) {
    if (mode == Mode.SYNCING) {
      firstOwed.merge(chat, firstSeq, Math::min);
    }
  }

  /** The first message that the session is owed in a chat that it did not list, if any. */
  synchronized OptionalLong firstOwed(ChatId chat) {
    Long seq = firstOwed.get(chat);
    return seq == null ? OptionalLong.empty() : OptionalLong.of(seq);
  }

  /** Sends an event past the gate, for a sync. Blocks as the session does; false when it ended. */
  boolean sendPaced(ClientEvent event) {
    return client.sendPaced(new SharedEvent(event));
  }

  /** Sends what was held back, in order. Blocks as the session does; false when it has ended. */
  boolean releaseHeld() {
    return gate.release();
  }

  /** Drops what was held back of these chats. */
  void dropHeld(Set<ChatId> chats) {
    gate.drop(chats::contains);
  }

  /** Holds back every event of a chat from now on; to be called in the room of the chat. */
  public void hold(ChatId chat) {
    gate.hold(chat);
  }

  /** Begins to enter a room; empty when the session is there, about to enter, or must not. */
  public synchronized Optional<RoomEntry> enter(ChatId chat) {
    return enter(chat, settledForUnseen());
  }

  private Optional<RoomEntry> enter(ChatId chat, long afterIdUnseen) {
    if (ended || mode == Mode.UNSYNCED || entries.containsKey(chat)) {
      return Optional.empty();
    }
    if (mode == Mode.SYNCING) {
      wanted.add(chat);
      return Optional.empty();
    }
    Reason reason = allListed ? Reason.JOINED : Reason.OPENED;
    Position unseen = new Position(0, 0, afterIdUnseen, reason);
    return begin(positions.getOrDefault(chat, unseen).entry(this, chat));
  }

  /**
   * The id after which the session resumes in a chat without a position. Once all chats were
   * listed, the user came to take part in it only after the changes that were passed on.
   */
  private long settledForUnseen() {
    return allListed ? Math.max(afterId, progress.settled()) : afterId;
  }

  /** Begins to enter a room for a sync; empty when the session is there or about to enter. */
  public synchronized Optional<RoomEntry> enterForSync(ChatId chat, long seenSeq) {
    return entries.containsKey(chat)
        ? Optional.empty()
        : begin(new RoomEntry(this, chat, 0, seenSeq, 0, Reason.OPENED));
  }

  /** The entry by which the session is in a room, or about to enter it. */
  public Optional<RoomEntry> entry(ChatId chat) {
    return Optional.ofNullable(entries.get(chat));
  }

  /** Gives up entering a room or being in it; the position stays as it was. */
  public synchronized void withdraw(ChatId chat) {
    entries.remove(chat);
  }

  /**
   * Notes that the session is out of a room. Its position there is forgotten once every message
   * that it has seen is settled.
   *
   * @param newAfterId should it enter again, it is sent messages with higher ids only
   * @param reason why it would enter again
   */
  public synchronized void leave(ChatId chat, long seenSeq, long newAfterId, Reason reason) {
    forgetPositions();
    if (mode == Mode.SYNCING && seenSeq > 0) {
      firstOwed.merge(chat, seenSeq + 1, Math::min);
    }
    positions.put(chat, new Position(seenSeq, 0, newAfterId, reason));
    left.put(chat, progress.now());
    entries.remove(chat);
  }

  /** Forgets only what {@link #settledForUnseen} says as well. */
  private void forgetPositions() {
    if (mode != Mode.FOLLOWING || !allListed) {
      return;
    }
    Iterator<Map.Entry<ChatId, Long>> oldest = left.entrySet().iterator();
    boolean more = oldest.hasNext();
    while (more) {
      Map.Entry<ChatId, Long> next = oldest.next();
      more = progress.isSettled(next.getValue());
      if (more) {
        positions.remove(next.getKey());
        oldest.remove();
        more = oldest.hasNext();
      }
    }
  }

  /** As {@link #leave} by a user who left, unless another entry has taken the place of this one. */
  synchronized void decline(RoomEntry entry, long newAfterId) {
    if (entry.equals(entries.get(entry.chat()))) {
      leave(entry.chat(), entry.seenSeq(), newAfterId, Reason.LEFT);
    }
  }

  private Optional<RoomEntry> begin(RoomEntry entry) {
    entries.put(entry.chat(), entry);
    return Optional.of(entry);
  }

  private List<RoomEntry> enterWanted() {
    firstOwed.clear();
    List<RoomEntry> begun = wanted.stream().flatMap(chat -> enter(chat, afterId).stream()).toList();
    wanted.clear();
    return begun;
  }

  /** The point from which the session resumes in a chat, should it enter its room. */
  private record Position(long seenSeq, long seenVersion, long afterId, Reason reason) {

    RoomEntry entry(DeliverySession session, ChatId chat) {
      return new RoomEntry(session, chat, afterId, seenSeq, seenVersion, reason);
    }
  }
}
