package io.chats.application.delivery.sync;

import io.chats.application.api.OpenSession.ChatPosition;
import io.chats.application.delivery.sync.Replay.SessionEndedException;
import io.chats.domain.event.ClientEvent.Synced;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.port.ClientSession.CloseReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One sync of one session; the steps and the states of the session are a table in the description
 * of this package. When a sync fails, the session is as before: in no room if it never synced, or
 * else in its rooms, where it is sent what it has missed of the listed chats as soon as the
 * database allows.
 */
final class SyncRun {

  /** The rooms are asked once no more messages are missing than are loaded at a time. */
  private static final long MAX_BEHIND = 50;

  /** Each room may have to ask the database. */
  private static final int ROOMS_AT_A_TIME = 64;

  private final DeliverySession session;
  private final DeliveryContext context;
  private final SyncRooms rooms;
  private final Replay replay;
  private final Map<ChatId, ReplayProgress> listed = new LinkedHashMap<>();
  private final Map<ChatId, RoomSnapshot> snapshots = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private boolean isFirst;

  /** Whether the session was sent messages that another sync, or a room, would send again. */
  private boolean isPartlySent;

  private Set<ChatId> before = Set.of();

  /**
   * The chats that the sync covers, each as it was when the user was seen to be active in it: all
   * opened ones, and the closed ones that the client listed.
   */
  private Map<ChatId, Chat> active = Map.of();

  /** What was settled just before these chats were looked up. */
  private long settled;

  SyncRun(
      DeliverySession session,
      List<ChatPosition> positions,
      SyncRooms rooms,
      DeliveryContext context) {
    this.session = session;
    this.rooms = rooms;
    this.context = context;
    this.replay = new Replay(session, context);
    positions.forEach(it -> listed.put(it.chat(), new ReplayProgress(it.chat(), it.seq())));
  }

  /** Completes when the session was sent the state of its chats, or has ended; or else fails. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** To be called once. Does not block. */
  void start() {
    if (session.isEnded()) {
      ended.complete(null);
      return;
    }
    isFirst = session.isUnsynced();
    session.beginSync(listed.keySet());
    before = Set.copyOf(session.chats());
    var unused =
        forEach(listed.keySet(), chat -> rooms.withdraw(chat, session))
            .thenRunAsync(this::replay, context.executor())
            .thenCompose(done -> takeSnapshots())
            .thenCompose(done -> session.postsEnded())
            .thenRunAsync(this::finish, context.executor())
            .whenComplete((done, failure) -> end(failure));
  }

  private void replay() {
    do {
      findChats();
      if (behind() <= MAX_BEHIND) {
        return;
      }
      for (ReplayProgress chat : listed.values()) {
        chat.active().ifPresent(now -> replay.toLastSeen(chat, now));
      }
    } while (true);
  }

  private void findChats() {
    UserId user = session.user();
    settled = context.progress().settled();
    Map<ChatId, Chat> found = new HashMap<>();
    List<Chat> opened =
        context.directory().openedChats(List.of(user)).getOrDefault(user, List.of());
    opened.forEach(chat -> found.put(chat.id(), chat));
    List<ChatId> others =
        listed.keySet().stream().filter(chat -> !found.containsKey(chat)).toList();
    if (!others.isEmpty()) {
      context.directory().activeChats(user, others).stream()
          .map(ChatOverview::chat)
          .forEach(chat -> found.put(chat.id(), chat));
    }
    active = found;
    listed.forEach((id, chat) -> chat.found(Optional.ofNullable(found.get(id))));
  }

  private long behind() {
    return listed.values().stream().mapToLong(ReplayProgress::behind).sum();
  }

  private CompletableFuture<Void> takeSnapshots() {
    List<ChatId> chats = List.copyOf(active.keySet());
    CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    for (int from = 0; from < chats.size(); from += ROOMS_AT_A_TIME) {
      List<ChatId> some = chats.subList(from, Math.min(chats.size(), from + ROOMS_AT_A_TIME));
      all = all.thenCompose(done -> forEach(some, this::takeSnapshot));
    }
    return all;
  }

  private CompletableFuture<Void> takeSnapshot(ChatId chat) {
    ReplayProgress progress = listed.get(chat);
    return rooms
        .takeSnapshot(
            chat, session, progress == null ? 0 : progress.seenSeq(), active.get(chat).version())
        .thenAccept(answer -> answer.ifPresent(snapshot -> snapshots.put(chat, snapshot)));
  }

  private void finish() {
    snapshots.forEach(this::replayUpTo);
    Synced synced = new SyncSummary(context, session.user(), snapshots).synced(listed);
    snapshots.forEach(this::acknowledgeOwnPosts);
    if (!session.sendPaced(synced) || !session.releaseHeld()) {
      throw new SessionEndedException();
    }
    session.endSync(settled).forEach(rooms::enter);
  }

  private void replayUpTo(ChatId chat, RoomSnapshot snapshot) {
    ReplayProgress progress = listed.get(chat);
    if (progress != null) {
      replay.to(progress, snapshot.chat(), snapshot.seq());
    }
  }

  /** Sends own posts to a chat that was not listed, and whose room the session was not in then. */
  private void acknowledgeOwnPosts(ChatId chat, RoomSnapshot snapshot) {
    OptionalLong first = session.firstPost(chat);
    if (!listed.containsKey(chat) && snapshot.entered() && first.isPresent()) {
      isPartlySent = true;
      ReplayProgress progress = new ReplayProgress(chat, first.getAsLong() - 1);
      replay.to(progress, snapshot.chat(), snapshot.seq());
    }
  }

  private void end(Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause == null || cause instanceof SessionEndedException) {
      ended.complete(null);
    } else {
      var unused = undo().whenComplete((done, ignored) -> ended.completeExceptionally(cause));
    }
  }

  private CompletableFuture<Void> undo() {
    Set<ChatId> entered = new HashSet<>(session.chats());
    entered.removeAll(before);
    Set<ChatId> left = new HashSet<>(entered);
    left.addAll(listed.keySet());
    return forEach(left, chat -> rooms.withdraw(chat, session))
        .thenRunAsync(() -> resume(left, entered), context.executor());
  }

  /**
   * Brings the session back to where it was.
   *
   * @param left the chats whose rooms the session has left
   * @param entered those of them whose rooms this sync had entered
   */
  private void resume(Set<ChatId> left, Set<ChatId> entered) {
    if (isPartlySent) {
      session.close(CloseReason.TRY_LATER);
    }
    if (isFirst) {
      session.remainUnsynced();
      return;
    }
    session.dropHeld(left);
    if (session.releaseHeld()) {
      Map<ChatId, Long> seen = new LinkedHashMap<>();
      listed.values().stream()
          .filter(chat -> before.contains(chat.id()) || chat.active().isPresent())
          .forEach(chat -> seen.put(chat.id(), chat.seenSeq()));
      session.abandonSync(seen, entered).forEach(rooms::enter);
    }
  }

  private static CompletableFuture<Void> forEach(
      Collection<ChatId> chats, Function<ChatId, CompletableFuture<Void>> action) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    chats.forEach(chat -> all.add(action.apply(chat)));
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }
}
