package io.chats.application.delivery.sync;

import io.chats.application.api.OpenSession.ChatPosition;
import io.chats.application.delivery.Rooms;
import io.chats.domain.event.ClientEvent.Synced;
import io.chats.domain.id.ChatId;
import io.chats.domain.model.Chat;
import io.chats.domain.port.ClientSession.CloseReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One sync of one session. What it has missed is replayed while it is in no room of these chats, up
 * to the last message that was there when its user was seen to take part. Then each room says, in
 * its turn, how its chat stands, and what it shows from there on is held back; so that what is
 * missing still, usually little, is replayed exactly up to there. Then the session is told how all
 * stands, and what was held.
 *
 * <p>When it fails, the session is as before: in no room if it never synced, or else in its rooms,
 * where it is sent what it has missed of the listed chats as soon as that can be had.
 */
final class SyncRun {

  /** With no more messages missing the rooms are asked: as many as are loaded at once. */
  private static final long FEW = 50;

  /** So many rooms are asked at a time, each of which may have to ask the database. */
  private static final int ROOMS_AT_ONCE = 64;

  private final DeliverySession member;
  private final SyncContext services;
  private final Rooms rooms;
  private final Replay replay;
  private final Map<ChatId, ReplayProgress> listed = new LinkedHashMap<>();
  private final Map<ChatId, RoomSnapshot> standings = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private boolean isFirst;

  /** Whether the session was sent what another sync, or its rooms, would send it again. */
  private boolean isHalfTold;

  private Set<ChatId> before = Set.of();
  private SyncScope listing;

  SyncRun(DeliverySession member, List<ChatPosition> positions, SyncContext services) {
    this.member = member;
    this.services = services;
    this.rooms = services.rooms();
    this.replay = new Replay(member, services);
    positions.forEach(position -> listed.put(position.chat(), ReplayProgress.of(position)));
  }

  /** Completes when the session has been told how its chats stand, or fails, or has ended. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** To be called once. Does not block. */
  void start() {
    if (member.isGone()) {
      ended.complete(null);
      return;
    }
    isFirst = member.isUnsynced();
    member.beginSync(listed.keySet());
    before = Set.copyOf(member.chats());
    var unused =
        forEach(listed.keySet(), chat -> rooms.withdraw(chat, member))
            .thenRunAsync(this::replay, services.executor())
            .thenCompose(done -> standAll())
            .thenCompose(done -> member.posts().ended())
            .thenRunAsync(this::tell, services.executor())
            .whenComplete((done, failure) -> end(failure));
  }

  private void replay() {
    do {
      listing = SyncScope.of(member.user(), listed.values(), services);
      for (ReplayProgress chat : listed.values()) {
        chat.look(listing.find(chat.id()));
      }
      if (behind() <= FEW) {
        return;
      }
      for (ReplayProgress chat : listed.values()) {
        chat.active().ifPresent(now -> replay.toLastSeen(chat, now));
      }
    } while (true);
  }

  private long behind() {
    return listed.values().stream().mapToLong(ReplayProgress::behind).sum();
  }

  private CompletableFuture<Void> standAll() {
    List<ChatId> chats = List.copyOf(listing.chats());
    CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    for (int from = 0; from < chats.size(); from += ROOMS_AT_ONCE) {
      List<ChatId> some = chats.subList(from, Math.min(chats.size(), from + ROOMS_AT_ONCE));
      all = all.thenCompose(done -> forEach(some, this::stand));
    }
    return all;
  }

  private CompletableFuture<Void> stand(ChatId chat) {
    ReplayProgress wanted = listed.get(chat);
    return rooms
        .stand(
            chat,
            member,
            wanted == null ? 0 : wanted.seenSeq(),
            listing.find(chat).map(Chat::version).orElse(0L))
        .thenAccept(answer -> answer.ifPresent(standing -> standings.put(chat, standing)));
  }

  private void tell() {
    standings.forEach(this::closeGap);
    Synced synced = new SyncSummary(services, member.user(), standings).synced(listed);
    standings.forEach(this::acknowledgeOwn);
    if (!member.sendPaced(synced) || !member.releaseHeld()) {
      throw new SessionEndedException();
    }
    rooms.endSync(member, listing.chats(), listing.asOf());
  }

  private void closeGap(ChatId chat, RoomSnapshot standing) {
    ReplayProgress wanted = listed.get(chat);
    if (wanted != null) {
      replay.to(wanted, standing.chat(), standing.seq());
    }
  }

  /** In a chat that was not listed, and whose room the session was not in when it posted. */
  private void acknowledgeOwn(ChatId chat, RoomSnapshot standing) {
    OptionalLong own = member.posts().first(chat);
    if (!listed.containsKey(chat) && standing.entered() && own.isPresent()) {
      isHalfTold = true;
      replay.to(new ReplayProgress(chat, own.getAsLong() - 1), standing.chat(), standing.seq());
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
    Set<ChatId> entered = new HashSet<>(member.chats());
    entered.removeAll(before);
    Set<ChatId> out = new HashSet<>(entered);
    out.addAll(listed.keySet());
    return forEach(out, chat -> rooms.withdraw(chat, member))
        .thenRunAsync(() -> goOn(out, entered), services.executor());
  }

  /**
   * @param out those whose rooms the session has left
   * @param entered those of them that this sync had entered
   */
  private void goOn(Set<ChatId> out, Set<ChatId> entered) {
    if (isHalfTold) {
      member.close(CloseReason.TRY_LATER);
    }
    if (isFirst) {
      member.remainUnsynced();
      return;
    }
    member.forgetHeld(out);
    if (member.releaseHeld()) {
      Map<ChatId, Long> seen = new LinkedHashMap<>();
      listed.values().stream()
          .filter(chat -> before.contains(chat.id()) || chat.active().isPresent())
          .forEach(chat -> seen.put(chat.id(), chat.seenSeq()));
      rooms.abandonSync(member, seen);
      entered.forEach(chat -> rooms.enter(chat, member));
    }
  }

  private static CompletableFuture<Void> forEach(
      Collection<ChatId> chats, Function<ChatId, CompletableFuture<Void>> action) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    chats.forEach(chat -> all.add(action.apply(chat)));
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }
}
