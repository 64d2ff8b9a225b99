package io.chats.application.delivery.sync;

import io.chats.application.api.OpenSession.ChatPosition;
import io.chats.application.delivery.sync.Replay.SessionEndedException;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Chat;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.port.ClientSession.CloseReason;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One sync of one session; the steps and the states of the session are a table in the description
 * of this package. The chats are covered page by page: those of a page that was sent are live, as
 * if the sync had ended, while later ones have still to wait.
 *
 * <p>When a sync fails, a session that never synced is in no room, as before. Any other session
 * goes on in the chats of the pages that it was sent; in those of the others it is in its rooms as
 * before, where it is sent what it has missed of the listed chats as soon as the database allows.
 */
final class SyncRun {

  private final DeliverySession session;
  private final DeliveryContext context;
  private final SyncRooms rooms;
  private final SyncLimiter limiter;
  private final Replay replay;
  private final List<ChatId> order;

  /** The chats that the client listed, but for those of pages that were sent. */
  private final Map<ChatId, ReplayProgress> listed = new LinkedHashMap<>();

  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private boolean isFirst;

  /** The listed chats in whose rooms the session was before. */
  private Set<ChatId> before = Set.of();

  private SyncScope scope = SyncScope.EMPTY;
  private SyncScope.Pages pages;
  private SyncPage page;

  /**
   * {@link io.chats.application.feed.FeedProgress#settled} just before the chats were looked up.
   */
  private long settled;

  SyncRun(
      DeliverySession session,
      List<ChatPosition> positions,
      SyncRooms rooms,
      SyncLimiter limiter,
      DeliveryContext context) {
    this.session = session;
    this.rooms = rooms;
    this.limiter = limiter;
    this.context = context;
    this.replay = new Replay(session, context);
    this.order = positions.stream().map(ChatPosition::chat).toList();
    positions.forEach(it -> listed.put(it.chat(), new ReplayProgress(it.chat(), it.seq())));
    usePages();
  }

  /** Completes when the session was sent the state of its chats, or has ended; or else fails. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Starts, now or when the limiter allows. To be called once. Does not block. */
  void start() {
    limiter.start(() -> continueAfter(begin()));
  }

  private CompletableFuture<Void> begin() {
    if (session.isEnded()) {
      return CompletableFuture.failedFuture(new SessionEndedException());
    }
    isFirst = session.isUnsynced();
    session.beginSync(Set.copyOf(order));
    before =
        order.stream().filter(session.chats()::contains).collect(Collectors.toUnmodifiableSet());
    return forEach(order, chat -> rooms.withdraw(chat, session))
        .thenRunAsync(this::replay, context.executor())
        .thenCompose(done -> coverPage());
  }

  private CompletableFuture<Void> nextPage() {
    usePage();
    return CompletableFuture.runAsync(page::catchUp, context.executor())
        .thenCompose(done -> coverPage());
  }

  /** Each page waits for the limiter anew, so that a long sync delays no short ones. */
  private CompletableFuture<Void> continueAfter(CompletableFuture<Void> part) {
    var unused =
        part.whenComplete((done, failure) -> {
          if (failure == null && pages.hasNext()) {
            limiter.start(() -> continueAfter(nextPage()));
          } else {
            end(failure);
          }
        });
    return part;
  }

  private void replay() {
    for (findChats(); behind() > SyncPage.MAX_BEHIND; findChats()) {
      listed.values().forEach(replay::toLastSeen);
    }
    usePages();
    usePage();
  }

  private void usePages() {
    pages = scope.pages(order, context.syncPage());
  }

  private void usePage() {
    page = new SyncPage(pages.next(), listed, session, rooms, context);
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
    scope = new SyncScope(found.values());
    listed.forEach((id, chat) -> chat.found(Optional.ofNullable(found.get(id))));
  }

  private long behind() {
    return listed.values().stream().mapToLong(ReplayProgress::behind).sum();
  }

  private CompletableFuture<Void> coverPage() {
    return page.takeSnapshots(this::version)
        .thenCompose(done -> session.postsEnded())
        .thenRunAsync(this::sendPage, context.executor());
  }

  private long version(ChatId chat) {
    return Optional.ofNullable(listed.get(chat))
        .flatMap(ReplayProgress::active)
        .map(Chat::version)
        .orElseGet(() -> scope.version(chat));
  }

  private void sendPage() {
    page.send(pages.hasNext());
    page.chats().forEach(listed::remove);
    if (!pages.hasNext()) {
      session.endSync(settled).forEach(rooms::enter);
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
    Set<ChatId> entered = new HashSet<>();
    if (isFirst) {
      entered.addAll(session.chats());
    } else if (page != null) {
      entered.addAll(page.entered());
    }
    Set<ChatId> left = new HashSet<>(entered);
    left.addAll(listed.keySet());
    return forEach(left, chat -> rooms.withdraw(chat, session))
        .thenRunAsync(() -> resume(left, entered), context.executor());
  }

  /**
   * Brings the session back to where it was in the chats whose state it was not sent.
   *
   * @param left the chats whose rooms the session has left
   * @param entered those of them whose rooms this sync had entered
   */
  private void resume(Set<ChatId> left, Set<ChatId> entered) {
    if (page != null && page.isPartlySent()) {
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
    return CompletableFuture.allOf(chats.stream().map(action).toArray(CompletableFuture[]::new));
  }
}
