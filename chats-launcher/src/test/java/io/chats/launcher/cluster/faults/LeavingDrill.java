package io.chats.launcher.cluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.cluster.harness.ChatsCluster;
import io.chats.launcher.cluster.harness.Outage;
import io.chats.launcher.cluster.harness.StoredChats;
import io.chats.launcher.cluster.harness.ThreeNodeChat;
import io.chats.launcher.harness.WsClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A chat in which three users post and type all the time, on every node, while one of them, with a
 * session on each node, ceases to be a participant.
 */
final class LeavingDrill implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(50);
  private static final Duration TALK = Duration.ofSeconds(2);
  private static final Duration TYPING_MAY_GO_ON = Duration.ofSeconds(1);

  private final ChatsCluster cluster;
  private final ThreeNodeChat trio;
  private final List<WsClient> leaver;
  private final List<WsClient> others;
  private final PresenceStopsDrill presence;
  private final AtomicInteger count = new AtomicInteger();

  /** The time of the reply; unset before. */
  private final CompletableFuture<Long> left = new CompletableFuture<>();

  LeavingDrill(ChatsCluster cluster) {
    this.cluster = cluster;
    this.trio = ThreeNodeChat.meet(cluster);
    this.leaver =
        List.of(
            WsClient.connect(cluster.node(0).webSocket(), trio.clientId()),
            trio.client(),
            WsClient.connect(cluster.node(2).webSocket(), trio.clientId()));
    this.others =
        List.of(
            trio.operator(),
            WsClient.connect(cluster.node(1).webSocket(), trio.doctorId()),
            trio.doctor());
    this.presence = new PresenceStopsDrill(cluster, trio, leaver, others);
  }

  ThreeNodeChat trio() {
    return trio;
  }

  /**
   * Posts, lets the user leave, posts on, and checks.
   *
   * @param request lets the user leave; returns when it is answered
   */
  void check(Runnable request) {
    try (ScheduledExecutorService talk = Executors.newSingleThreadScheduledExecutor()) {
      var unused = talk.scheduleAtFixedRate(this::talk, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
      ThreeNodeChat.awaitFrame("typing", leaver, trio.frame("typing", data -> true));
      request.run();
      left.complete(System.nanoTime());
      leaver.forEach(session -> session.post(trio.chat(), "mine-" + leaver.indexOf(session), "no"));
      Outage.last(TALK);
    }
    JsonNode last = trio.say(trio.doctor(), "after-all");
    trio.read(trio.operator(), last);
    ThreeNodeChat.awaitMessage("after-all", others);
    ThreeNodeChat.awaitFrame("a read mark", others, trio.isRead(last));
    ThreeNodeChat.awaitFrame("leaving", leaver, trio.isLeft());
    assertNothingReachedTheLeaver();
    assertNothingCameFromTheLeaver();
    presence.check();
  }

  /** The users post in turn, and each message says whether the user had left by then. */
  private void talk() {
    WsClient by = others.get(count.incrementAndGet() % others.size());
    WsClient gone = leaver.get(count.get() % leaver.size());
    trio.type(by, typingStatus());
    trio.type(gone, typingStatus());
    by.post(trio.chat(), (left.isDone() ? "after-" : "before-") + count.get(), "text");
  }

  private String typingStatus() {
    return left.isDone() ? Long.toString((System.nanoTime() - left.join()) / 1_000_000) : "-1";
  }

  private void assertNothingReachedTheLeaver() {
    Set<Long> later =
        trio.operator().messages(trio.chat()).stream()
            .filter(m -> m.get("clientMessageId").asText().startsWith("after-"))
            .map(m -> m.get("id").asLong())
            .collect(Collectors.toSet());
    assertThat(later).hasSizeGreaterThan(10);
    for (WsClient session : leaver) {
      assertThat(session.messages(trio.chat()))
          .extracting(m -> m.get("clientMessageId").asText())
          .noneMatch(id -> id.startsWith("after-"));
      assertThat(session.frames())
          .filteredOn(trio.frame("messageStatus", data -> true))
          .noneMatch(mark -> later.contains(mark.get("data").get("messageId").asLong()));
      assertThat(typed(List.of(session), trio.clientId(), false)).allMatch(LeavingDrill::isInTime);
      session.awaitError(501);
      assertThat(session.isOpen()).isTrue();
    }
  }

  private void assertNothingCameFromTheLeaver() {
    assertThat(typed(others, trio.clientId(), true)).isNotEmpty().allMatch(LeavingDrill::isInTime);
    try (StoredChats stored = StoredChats.of(cluster.database())) {
      assertThat(stored.messages(trio.chat()))
          .isNotEmpty()
          .noneMatch(message -> message.clientMessageId().startsWith("mine-"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns when the typing was done that these sessions received, in milliseconds after the reply.
   */
  private List<Long> typed(List<WsClient> shownTo, long user, boolean byUser) {
    return shownTo.stream()
        .flatMap(session -> session.frames().stream())
        .filter(trio.frame("typing", data -> (data.get("userId").asLong() == user) == byUser))
        .map(frame -> frame.get("data").get("status").asLong())
        .toList();
  }

  private static boolean isInTime(long millis) {
    return millis <= TYPING_MAY_GO_ON.toMillis();
  }

  @Override
  public void close() {
    presence.close();
    Stream.concat(leaver.stream(), others.stream()).forEach(WsClient::close);
    trio.close();
  }
}
