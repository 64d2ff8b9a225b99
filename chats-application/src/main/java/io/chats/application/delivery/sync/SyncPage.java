package io.chats.application.delivery.sync;

import io.chats.application.delivery.sync.Replay.SessionEndedException;
import io.chats.domain.event.ClientEvent.Synced;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatOverview;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Some of the chats that a sync covers, with all that is kept of them until the session was sent
 * their state: so one page bounds the memory of a sync (spec G8). Used by one thread at a time.
 */
final class SyncPage {

  /** The rooms are asked once no more messages are missing than are loaded at a time. */
  static final long MAX_BEHIND = 50;

  /** Each room may have to ask the database. */
  private static final int ROOMS_AT_A_TIME = 64;

  private final List<ChatId> chats;
  private final Map<ChatId, ReplayProgress> listed;
  private final DeliverySession session;
  private final SyncRooms rooms;
  private final DeliveryContext context;
  private final Replay replay;
  private final Set<ChatId> before;
  private final Map<ChatId, RoomSnapshot> snapshots = new ConcurrentHashMap<>();
  private boolean isPartlySent;

  /**
   * @param listed the progress of the client in the chats that it listed, of this page and others
   */
  SyncPage(
      List<ChatId> chats,
      Map<ChatId, ReplayProgress> listed,
      DeliverySession session,
      SyncRooms rooms,
      DeliveryContext context) {
    this.chats = List.copyOf(chats);
    this.listed = new HashMap<>(listed);
    this.listed.keySet().retainAll(chats);
    this.session = session;
    this.rooms = rooms;
    this.context = context;
    this.replay = new Replay(session, context);
    this.before =
        chats.stream().filter(session.chats()::contains).collect(Collectors.toUnmodifiableSet());
  }

  List<ChatId> chats() {
    return chats;
  }

  /** The chats whose rooms the session has entered for this page. */
  Set<ChatId> entered() {
    Set<ChatId> entered = new HashSet<>(chats);
    entered.retainAll(session.chats());
    entered.removeAll(before);
    return entered;
  }

  /** Returns whether the session was sent messages that another sync, or a room, would repeat. */
  boolean isPartlySent() {
    return isPartlySent;
  }

  /**
   * Sends what the listed chats have got since they were looked up for all pages, until little is
   * missing. Blocks on the database, and for as long as the client reads slowly.
   */
  void catchUp() {
    for (find(); behind() > MAX_BEHIND; find()) {
      listed.values().forEach(replay::toLastSeen);
    }
  }

  private void find() {
    if (!listed.isEmpty()) {
      Map<ChatId, Chat> found =
          context.directory().activeChats(session.user(), List.copyOf(listed.keySet())).stream()
              .map(ChatOverview::chat)
              .collect(Collectors.toMap(Chat::id, Function.identity()));
      listed.forEach((id, chat) -> chat.found(Optional.ofNullable(found.get(id))));
    }
  }

  private long behind() {
    return listed.values().stream().mapToLong(ReplayProgress::behind).sum();
  }

  /**
   * Takes a snapshot of each chat in which the user takes part; later events of the chat are held
   * back. Does not block.
   *
   * @param version the version that the snapshot of a chat must have at least
   */
  CompletableFuture<Void> takeSnapshots(ToLongFunction<ChatId> version) {
    List<ChatId> active = chats.stream().filter(this::isActive).toList();
    CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    for (int from = 0; from < active.size(); from += ROOMS_AT_A_TIME) {
      List<ChatId> some = active.subList(from, Math.min(active.size(), from + ROOMS_AT_A_TIME));
      all = all.thenCompose(done -> takeSnapshots(some, version));
    }
    return all;
  }

  /** Returns whether the user was seen to be active, as in all chats that were not listed. */
  private boolean isActive(ChatId chat) {
    ReplayProgress progress = listed.get(chat);
    return progress == null || progress.active().isPresent();
  }

  private CompletableFuture<Void> takeSnapshots(
      Collection<ChatId> some, ToLongFunction<ChatId> version) {
    return CompletableFuture.allOf(
        some.stream()
            .map(chat -> takeSnapshot(chat, version.applyAsLong(chat)))
            .toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> takeSnapshot(ChatId chat, long version) {
    ReplayProgress progress = listed.get(chat);
    return rooms
        .takeSnapshot(chat, session, progress == null ? 0 : progress.seenSeq(), version)
        .thenAccept(answer -> answer.ifPresent(snapshot -> snapshots.put(chat, snapshot)));
  }

  /**
   * Sends the messages that are still missing, the state of all chats, and the events that were
   * held back; later ones are sent as they come. Blocks on the database, and for as long as the
   * client reads slowly.
   *
   * @param more whether another page follows
   * @throws SessionEndedException if the session has ended
   */
  void send(boolean more) {
    snapshots.forEach(this::replayUpTo);
    SyncSummary summary = SyncSummary.of(context, session.user(), snapshots);
    List<List<ChatId>> frames = summary.frames(chats);
    for (int i = 0; i < frames.size(); i++) {
      send(frames.get(i), summary.synced(frames.get(i), listed, more || i < frames.size() - 1));
    }
    session.dropHeld(
        chats.stream().filter(chat -> !snapshots.containsKey(chat)).collect(Collectors.toSet()));
    if (!session.releaseHeld()) {
      throw new SessionEndedException();
    }
  }

  private void send(List<ChatId> frame, Synced synced) {
    frame.forEach(this::sendOwed);
    if (!session.sendPaced(synced)) {
      throw new SessionEndedException();
    }
  }

  private void replayUpTo(ChatId chat, RoomSnapshot snapshot) {
    ReplayProgress progress = listed.get(chat);
    if (progress != null) {
      replay.to(progress, snapshot.chat(), snapshot.seq());
    }
  }

  /** Sends what the session is owed of a chat that was not listed, and whose room it was not in. */
  private void sendOwed(ChatId chat) {
    RoomSnapshot snapshot = snapshots.get(chat);
    OptionalLong first = session.firstOwed(chat);
    if (snapshot != null && snapshot.entered() && !listed.containsKey(chat) && first.isPresent()) {
      isPartlySent = true;
      ReplayProgress progress = new ReplayProgress(chat, first.getAsLong() - 1);
      replay.to(progress, snapshot.chat(), snapshot.seq());
    }
  }
}
