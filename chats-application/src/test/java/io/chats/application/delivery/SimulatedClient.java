package io.chats.application.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.api.MessagePosting.PostResult;
import io.chats.application.api.MessagePosting.Posted;
import io.chats.application.api.OpenSession.ChatPosition;
import io.chats.application.testing.Client;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.ChatChanged;
import io.chats.domain.event.ClientEvent.ChatState;
import io.chats.domain.event.ClientEvent.MessagesPosted;
import io.chats.domain.event.ClientEvent.NotParticipating;
import io.chats.domain.event.ClientEvent.Synced;
import io.chats.domain.event.ShownMessage;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.MessageId;
import io.chats.domain.id.SessionId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.ChatOverview;
import io.chats.domain.model.Message;
import io.chats.domain.model.NewMessage;
import io.chats.domain.model.Subscription;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.RefusedException;
import io.chats.testing.inmemory.InMemoryDatabase;
import io.chats.testing.inmemory.StoredChat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/**
 * A client that keeps the messages that it was sent, and syncs from there. It checks each event as
 * it arrives: its messages of a chat have no gap, and no message arrives twice, except those that
 * were on their way when it synced again.
 */
final class SimulatedClient {

  private final UserId user;
  private final InMemoryDatabase database;

  /** The last message of each chat up to which the client has everything. */
  private final Map<ChatId, Long> kept = new HashMap<>();

  /** The last message of unlisted chats that arrived before the state of the chat. */
  private final Map<ChatId, Long> early = new HashMap<>();

  private final Set<ChatId> listed = new HashSet<>();

  /** The chats whose state came with the pages of the present sync. */
  private final Set<ChatId> told = new HashSet<>();

  /** The chats that were listed while another sync was under way. */
  private final Set<ChatId> asked = new HashSet<>();

  private final List<CompletableFuture<List<PostResult>>> postsDuringSync = new ArrayList<>();
  private final List<AssertionError> problems = new ArrayList<>();
  private Client client;
  private boolean isSynced;
  private int pendingSyncs;

  /** The chats that each pending sync lists; the first one is under way. */
  private final List<ListedChats> pending = new ArrayList<>();

  SimulatedClient(UserId user, InMemoryDatabase database) {
    this.user = user;
    this.database = database;
  }

  UserId user() {
    return user;
  }

  /** Returns whether the client is connected and was sent the state of its chats. */
  boolean isSynced() {
    return isSynced && pendingSyncs == 0;
  }

  boolean isConnected() {
    return client != null;
  }

  boolean owns(SessionId session) {
    return client != null && client.session().id().equals(session);
  }

  Client client() {
    return client;
  }

  void connected(Client as) {
    client = as;
    isSynced = false;
    pendingSyncs = 0;
    listed.clear();
    asked.clear();
    told.clear();
    pending.clear();
    early.clear();
    postsDuringSync.clear();
  }

  void disconnect() {
    Client was = client;
    client = null;
    was.session().cut();
    was.open().close();
  }

  /** Syncs from the messages that it has of these chats, or of all when it has just connected. */
  CompletableFuture<Void> sync(Predicate<ChatId> which) {
    List<ChatPosition> positions = new ArrayList<>();
    kept.forEach((chat, seq) -> {
      if (!isSynced || which.test(chat)) {
        positions.add(new ChatPosition(chat, seq));
      }
    });
    Client asker = client;
    ListedChats own = new ListedChats(positions.stream().map(ChatPosition::chat).toList());
    pending.add(own);
    positions.forEach(position -> listed.add(position.chat()));
    if (pendingSyncs++ > 0) {
      asked.addAll(listed);
    }
    CompletableFuture<Void> sync = client.sync(positions.toArray(ChatPosition[]::new));
    return sync.whenComplete((done, failure) -> {
      if (owns(asker.session().id())) {
        noting(() -> ended(own, failure));
      }
    });
  }

  void post(ChatId chat, NewMessage... messages) {
    boolean isDuringSync = pendingSyncs > 0;
    CompletableFuture<List<PostResult>> post = client.post(chat, messages);
    if (isDuringSync) {
      postsDuringSync.add(post);
    }
  }

  /** Drops a chat, as if the client had never seen it; for the next connection. */
  void forget(ChatId chat) {
    if (client == null) {
      kept.remove(chat);
    }
  }

  /** The failed checks, which the sending side may have swallowed. */
  List<AssertionError> problems() {
    return problems;
  }

  void take(ClientEvent event) {
    noting(() -> check(event));
  }

  private void check(ClientEvent event) {
    switch (event) {
      case MessagesPosted posted -> posted.messages().forEach(this::take);
      case ChatChanged changed when changed.left() -> {
        assertMayBeTold(event);
        kept.remove(changed.chat());
      }
      case Synced synced -> take(synced);
      case ClientEvent.MessagesRead read -> assertMayBeTold(event);
      case ClientEvent.Typing typing -> assertMayBeTold(event);
      case ClientEvent.OpponentStatus status -> assertMayBeTold(event);
      default -> {}
    }
  }

  /** Checks that the client has every message of the chats in which its user takes part. */
  void assertHasAll() {
    for (StoredChat stored : database.all()) {
      ChatId chat = stored.chat().id();
      if (stored.isActive(user) && kept.containsKey(chat)) {
        assertThat(kept.get(chat)).as("%s in chat %s", name(), chat).isEqualTo(lastSeq(stored));
      }
    }
  }

  /** Checks that every own post was acknowledged. */
  void assertOwnPostsWereShown() {
    Set<MessageId> shown = new HashSet<>();
    for (MessagesPosted posted : client.events(MessagesPosted.class)) {
      posted.messages().forEach(message -> shown.add(message.message().id()));
    }
    for (CompletableFuture<List<PostResult>> post : postsDuringSync) {
      if (!post.isCompletedExceptionally()) {
        for (PostResult result : post.join()) {
          if (result instanceof Posted posted && stillTakesPart(posted.message().message())) {
            assertThat(shown).as(name()).contains(posted.message().message().id());
          }
        }
      }
    }
  }

  /**
   * A client is sent a chat that it did not list and that closes meanwhile only with its next sync.
   */
  private boolean stillTakesPart(Message message) {
    return database.versions(message.chat()).stream()
        .filter(version -> version.chat().lastSeq() >= message.seq())
        .allMatch(version -> version.isActive(user) && !version.chat().isClosed());
  }

  private void noting(Runnable check) {
    try {
      check.run();
    } catch (AssertionError e) {
      problems.add(e);
      throw e;
    }
  }

  private void ended(ListedChats sync, Throwable failure) {
    boolean wasUnderWay = pending.getFirst() == sync;
    pending.removeIf(other -> other == sync);
    pendingSyncs--;
    if (pendingSyncs == 0) {
      listed.clear();
    }
    if (failure != null) {
      Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
      assertThat(cause).isInstanceOfAny(StoreUnavailableException.class, RefusedException.class);
      if (wasUnderWay) {
        forgetWhatTheNextSyncDoesNotList();
        told.clear();
      }
      early.clear();
      postsDuringSync.clear();
    }
  }

  /**
   * A sync that was requested before pages of the failed one came does not list the chats of these
   * pages, and the session is in no room meanwhile: the next state of such a chat shows a gap, and
   * the client has to start anew there.
   */
  private void forgetWhatTheNextSyncDoesNotList() {
    if (!isSynced && !pending.isEmpty()) {
      told.removeAll(pending.getFirst().chats());
      kept.keySet().removeAll(told);
    }
  }

  private void take(ShownMessage shown) {
    assertMayBeTold(new MessagesPosted(List.of(shown), List.of()));
    Message message = shown.message();
    ChatId chat = message.chat();
    assertThat(database.storing(message).messages()).contains(message);
    if (shown.repeated()) {
      return;
    }
    boolean isStanding = isSynced || listed.contains(chat);
    Map<ChatId, Long> known = isStanding || kept.containsKey(chat) ? kept : early;
    Long last = known.get(chat);
    if (asked.contains(chat) && last != null && message.seq() <= last) {
      return; // it had arrived while the sync waited for another one
    }
    if (pendingSyncs == 0) {
      asked.remove(chat);
    }
    if (last != null) {
      assertThat(message.seq())
          .as("%s after %s of chat %s", name(), last, chat)
          .isEqualTo(last + 1);
    }
    known.put(chat, message.seq());
  }

  private void take(Synced synced) {
    assertThat(pendingSyncs).isPositive();
    synced
        .chats()
        .forEach(chat -> {
          assertThat(told.add(chat.chat())).as("each once").isTrue();
          switch (chat) {
            case ChatState standing -> take(standing);
            case NotParticipating left -> kept.remove(left.chat());
          }
        });
    if (!synced.more()) {
      told.clear();
      early.clear();
      isSynced = true;
    }
  }

  private void take(ChatState standing) {
    ChatId chat = standing.chat();
    assertThat(standing.reset()).isFalse();
    assertIsTrue(standing);
    if (kept.containsKey(chat)) {
      assertThat(kept.get(chat)).as("%s of chat %s", name(), chat).isEqualTo(standing.seq());
    }
    Optional.ofNullable(early.get(chat))
        .ifPresent(last -> assertThat(last).as(name()).isEqualTo(standing.seq()));
    kept.put(chat, standing.seq());
    client.placedAfter().put(chat, standing.seq());
  }

  /** Checks that the state of a chat is the one at its version. */
  private void assertIsTrue(ChatState standing) {
    StoredChat then =
        database.versions(standing.chat()).stream()
            .filter(version -> version.chat().version() == standing.version())
            .findFirst()
            .orElseThrow();
    assertThat(then.chat().lastSeq()).isEqualTo(standing.seq());
    assertThat(then.chat().status()).isEqualTo(standing.status());
    Subscription own = then.conversation().requireActive(user);
    assertThat(standing.readSeq()).isEqualTo(own.mark().seq());
    assertThat(standing.opponentReadSeq())
        .isEqualTo(then.chat().readMarks().readByOpponentsOf(user, own.type()));
    assertThat(standing.unread())
        .isEqualTo(then.unread(user, own.mark().seq(), standing.seq(), ChatOverview.MAX_UNREAD));
    assertThat(standing.opponents())
        .extracting(opponent -> opponent.profile().user())
        .isEqualTo(
            then.conversation().participants().opponentsOf(user).stream()
                .map(Subscription::user)
                .toList());
  }

  private void assertMayBeTold(ClientEvent event) {
    assertThat(isSynced || pendingSyncs > 0).as("%s before it synced: %s", name(), event).isTrue();
  }

  private static long lastSeq(StoredChat stored) {
    return stored.chat().lastSeq();
  }

  private String name() {
    return (client == null ? "nothing" : client.session().id()) + " of user " + user;
  }

  /** The chats that one sync lists; another one may list the same. */
  private static final class ListedChats {

    private final List<ChatId> chats;

    ListedChats(List<ChatId> chats) {
      this.chats = chats;
    }

    List<ChatId> chats() {
      return chats;
    }
  }
}
