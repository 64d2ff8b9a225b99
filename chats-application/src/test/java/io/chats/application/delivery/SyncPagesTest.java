package io.chats.application.delivery;

import static io.chats.application.testing.TwoNodes.CLIENT;
import static io.chats.application.testing.TwoNodes.DOCTOR;
import static io.chats.application.testing.TwoNodes.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.api.OpenSession.ChatPosition;
import io.chats.application.testing.Client;
import io.chats.application.testing.Cluster;
import io.chats.application.testing.Node;
import io.chats.application.testing.TwoNodes;
import io.chats.domain.event.ClientEvent;
import io.chats.domain.event.ClientEvent.ChatState;
import io.chats.domain.event.ClientEvent.Synced;
import io.chats.domain.event.ClientEvent.SyncedChat;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.UserType;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.testing.inmemory.DatabaseLink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sync whose chats need several frames: no hole and no repetition between (spec G3, G4). */
class SyncPagesTest {

  private static final int PAGE = 2;

  private final TwoNodes nodes = new TwoNodes();
  private final Cluster cluster = nodes.cluster();
  private final Node node = cluster.newNode(Duration.ZERO, PAGE);
  private final List<ChatId> chats =
      Stream.generate(() -> cluster.chat(CLIENT, DOCTOR)).limit(5).toList();

  private int framesToGo;
  private Runnable action;

  SyncPagesTest() {
    cluster.witness((session, event) -> see(event));
  }

  @AfterEach
  void nothingFails() {
    nodes.assertThatNothingFailed();
  }

  @Test
  void coversTheListedChatsFirstAndEachOnce() {
    Client client = connect();
    ChatId strange = cluster.chat(OTHER);
    assertThat(sync(client, chats.get(1), strange, chats.get(0))).isCompleted();
    assertThat(frames(client))
        .containsExactly(
            List.of(chats.get(1), strange),
            List.of(chats.get(0), chats.get(4)),
            List.of(chats.get(3), chats.get(2)));
    assertThat(client.events(Synced.class))
        .extracting(Synced::more)
        .containsExactly(true, true, false);
  }

  @Test
  void hasOneFrameWithoutMoreWhereAllFit() {
    Client client = connect(OTHER);
    cluster.chat(OTHER);
    cluster.chat(OTHER);
    assertThat(sync(client)).isCompleted();
    assertThat(client.events(Synced.class)).extracting(Synced::more).containsExactly(false);
    assertThat(frames(client).getFirst()).hasSize(PAGE);
  }

  /** Each name is asked for once in a page, however many chats have it. */
  @Test
  void asksForNamesOnceForEachPage() {
    int lookups = cluster.people().lookups();
    assertThat(sync(connect())).isCompleted();
    assertThat(cluster.people().lookups() - lookups).isEqualTo(3);
  }

  @Test
  void isLiveInTheChatsOfAFrameWhileOthersHaveStillToCome() {
    Client client = connect();
    ChatId first = chats.get(4);
    ChatId last = chats.get(0);
    afterFrames(
        1,
        () -> {
          post(first, "live");
          post(last, "before its frame");
          nodes.settle();
          assertThat(client.texts(first)).containsExactly("live");
        });
    assertThat(sync(client)).isCompleted();
    post(first, "more");
    post(last, "live");
    nodes.settle();
    assertThat(client.texts(first)).containsExactly("live", "more");
    assertThat(client.texts(last)).containsExactly("live");
    assertThat(state(client, last).seq()).isEqualTo(1);
  }

  /** A page that is sent late has missed much of its listed chats. */
  @Test
  void replaysWhatListedChatsOfALaterPageHaveGotMeanwhile() {
    Client client = connect();
    ChatId late = chats.get(4);
    String[] texts = LongStream.range(0, 200).mapToObj(Long::toString).toArray(String[]::new);
    afterFrames(1, () -> cluster.say(late, DOCTOR, texts));
    assertThat(sync(client, chats.toArray(ChatId[]::new))).isCompleted();
    assertThat(client.texts(late)).containsExactly(texts);
    assertThat(state(client, late).seq()).isEqualTo(texts.length);
  }

  @Test
  void acknowledgesOwnPostsToChatsOfLaterPages() {
    Client client = connect();
    ChatId last = chats.get(0);
    afterFrames(
        1, () -> assertThat(client.post(last, Cluster.text("own"))).isNotCompletedExceptionally());
    assertThat(sync(client)).isCompleted();
    nodes.settle();
    assertThat(client.texts(last)).containsExactly("own");
  }

  /** The room is still there, and the feed has told it of the message while nobody was in it. */
  @Test
  void missesNothingInARoomThatWasEmptyWhenItsChatChangedG5() {
    Client before = connect();
    assertThat(sync(before)).isCompleted();
    before.open().close();
    cluster.bus().cut();
    Client client = connect();
    ChatId last = chats.get(0);
    afterFrames(
        1,
        () -> {
          cluster.say(last, DOCTOR, "1");
          nodes.pass(Duration.ofSeconds(3));
        });
    assertThat(sync(client)).isCompleted();
    nodes.passHealingTime();
    assertThat(state(client, last).seq()).isEqualTo(1);
    assertThat(client.texts(last)).isEmpty();
  }

  @Test
  void isInNoRoomAfterALaterPageOfTheFirstSyncFailed() {
    Client client = connect();
    afterFrames(1, () -> node.line().set(DatabaseLink.State.CUT));
    CompletableFuture<Void> failed = sync(client);
    assertThat(failed)
        .failsWithin(0, TimeUnit.SECONDS)
        .withThrowableThat()
        .withRootCauseInstanceOf(StoreUnavailableException.class);
    node.line().set(DatabaseLink.State.UP);
    nodes.passLinger();
    assertThat(cluster.bus().followings()).as("the user, and no room").isEqualTo(1);
    chats.forEach(chat -> post(chat, "missed"));
    nodes.passHealingTime();
    assertThat(chats).allSatisfy(chat -> assertThat(client.texts(chat)).isEmpty());
    assertThat(sync(client, chats.toArray(ChatId[]::new))).isCompleted();
    assertThat(chats).allSatisfy(chat -> assertThat(client.texts(chat)).containsExactly("missed"));
  }

  @Test
  void goesOnInAllChatsAfterALaterPageOfALaterSyncFailed() {
    Client client = connect();
    assertThat(sync(client)).isCompleted();
    afterFrames(1, () -> node.line().set(DatabaseLink.State.CUT));
    CompletableFuture<Void> failed = sync(client, chats.toArray(ChatId[]::new));
    assertThat(failed).isCompletedExceptionally();
    chats.forEach(chat -> cluster.say(chat, DOCTOR, "while it is away"));
    node.line().set(DatabaseLink.State.UP);
    nodes.passHealingTime();
    chats.forEach(chat -> post(chat, "live"));
    nodes.settle();
    assertThat(chats)
        .allSatisfy(
            chat -> assertThat(client.texts(chat)).containsExactly("while it is away", "live"));
  }

  /** A frame is no larger than usual where the chats are large, too. */
  @Test
  void putsChatsWithManyOpponentsInFramesOfTheirOwn() {
    Node usual = cluster.newNode();
    chats.stream().skip(2).forEach(chat -> join(chat, 600));
    Client client = connect(usual, CLIENT);
    assertThat(sync(client)).isCompleted();
    assertThat(frames(client))
        .containsExactly(
            List.of(chats.get(4)),
            List.of(chats.get(3)),
            List.of(chats.get(2), chats.get(1), chats.get(0)));
    assertThat(client.events(Synced.class))
        .extracting(Synced::more)
        .containsExactly(true, true, false);
  }

  private void join(ChatId chat, int users) {
    LongStream.range(0, users)
        .forEach(i ->
            cluster.quietly(chat, now -> now.subscribe(new UserId(100 + i), UserType.OPERATOR)));
  }

  private Client connect() {
    return connect(CLIENT);
  }

  private Client connect(UserId user) {
    return connect(node, user);
  }

  private Client connect(Node to, UserId user) {
    Client client = cluster.connectForSync(to, user);
    nodes.settle();
    return client;
  }

  private CompletableFuture<Void> sync(Client client, ChatId... listed) {
    CompletableFuture<Void> sync =
        client.sync(
            Stream.of(listed).map(chat -> new ChatPosition(chat, 0)).toArray(ChatPosition[]::new));
    nodes.settle();
    return sync;
  }

  /** Does something once the next page begins after so many more sync frames. */
  private void afterFrames(int count, Runnable then) {
    framesToGo = count;
    action = then;
  }

  private void see(ClientEvent event) {
    if (event instanceof Synced && --framesToGo == 0) {
      node.line().afterCalls(1, action);
    }
  }

  private void post(ChatId chat, String text) {
    nodes.here().chats().posting().post(chat, DOCTOR, List.of(Cluster.text(text)));
  }

  private static List<List<ChatId>> frames(Client client) {
    return client.events(Synced.class).stream()
        .map(synced -> synced.chats().stream().map(SyncedChat::chat).toList())
        .toList();
  }

  private static ChatState state(Client client, ChatId chat) {
    return client.events(Synced.class).stream()
        .flatMap(synced -> synced.chats().stream())
        .filter(ChatState.class::isInstance)
        .map(ChatState.class::cast)
        .filter(state -> state.chat().equals(chat))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
