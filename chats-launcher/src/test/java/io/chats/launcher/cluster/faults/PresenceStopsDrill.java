package io.chats.launcher.cluster.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.launcher.cluster.harness.ChatsCluster;
import io.chats.launcher.cluster.harness.ClientFrames;
import io.chats.launcher.cluster.harness.OpponentFrames;
import io.chats.launcher.cluster.harness.ThreeNodeChat;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.WsClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether someone who ceased to take part in a chat, and those who still do, learn of each other
 * who is there. A visitor of that chat goes, of whom the leaver must not be told; then the leaver
 * goes, of whom the others are told in another chat only. Whoever went is told of a second later,
 * which is when it must have stopped.
 */
final class PresenceStopsDrill implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ThreeNodeChat trio;
  private final List<WsClient> leaver;
  private final List<WsClient> others;
  private final long otherChat;
  private final long visitorId;
  private final WsClient visitor;

  /**
   * @param leaver the sessions of the client, who has not left yet
   * @param others sessions of those who stay, the last on the third node
   */
  PresenceStopsDrill(
      ChatsCluster cluster, ThreeNodeChat trio, List<WsClient> leaver, List<WsClient> others) {
    BusClient bus = cluster.bus();
    this.trio = trio;
    this.leaver = leaver;
    this.others = others;
    otherChat = bus.chat(cluster.newId(), trio.clientId(), trio.doctorId());
    bus.subscribe(otherChat, trio.operatorId(), "operator");
    visitorId = cluster.newId();
    bus.subscribe(trio.chat(), visitorId, "operator");
    visitor = WsClient.connect(cluster.node(2).webSocket(), visitorId);
  }

  /** Once the client has left; their sessions are closed when this returns. */
  void check() {
    leaver.forEach(this::assertIsNotAnswered);
    visitor.close();
    awaitFrame(List.of(others.getLast()), isOffline(trio.chat(), visitorId));
    leaver.forEach(PresenceStopsDrill::catchUp);
    assertThat(leaver)
        .flatExtracting(WsClient::frames)
        .noneMatch(isOffline(trio.chat(), visitorId));
    leaver.forEach(WsClient::close);
    awaitFrame(others, isOffline(otherChat, trio.clientId()));
    others.forEach(PresenceStopsDrill::catchUp);
    assertThat(others)
        .flatExtracting(WsClient::frames)
        .noneMatch(isOffline(trio.chat(), trio.clientId()));
  }

  @Override
  public void close() {
    visitor.close();
  }

  private void assertIsNotAnswered(WsClient session) {
    session.send(ClientFrames.opponentStatus(trio.chat()));
    JsonNode error =
        session.awaitFrame(frame -> frame.path("request").asText().equals("opponentStatus"));
    assertThat(error.path("error").path("code").asInt()).isEqualTo(501);
  }

  /** Waits until one of them has got such a frame: to others it need not come, without NATS. */
  private static void awaitFrame(List<WsClient> by, Predicate<JsonNode> wanted) {
    await("presence")
        .atMost(PATIENCE)
        .until(() -> by.stream().flatMap(c -> c.frames().stream()).anyMatch(wanted));
  }

  /** Waits until what was sent to the session before is there. */
  private static void catchUp(WsClient session) {
    session.send(ClientFrames.ping());
    session.awaitFrame(frame -> frame.path("type").asText().equals("pong"));
  }

  private static Predicate<JsonNode> isOffline(long chat, long user) {
    return frame ->
        frame.path("type").asText().equals("opponentStatus")
            && frame.at("/data/chatId").asLong() == chat
            && OpponentFrames.statuses(frame).getOrDefault(user, "").equals("offline");
  }
}
