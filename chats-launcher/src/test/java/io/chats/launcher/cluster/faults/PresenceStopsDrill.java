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
 * Checks that presence ends both ways when a user ceases to be a participant. First a visitor of
 * the chat disconnects, which the leaver must not learn; then the leaver disconnects, which the
 * others learn in another chat only. Disconnects are reported a second later, by which time it must
 * have ended.
 */
final class PresenceStopsDrill implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final ThreeNodeChat trio;
  private final List<WsClient> leaver;
  private final List<WsClient> others;
  private final long otherChat;
  private final long visitorId;
  private final WsClient visitor;

  /**
   * @param leaver the sessions of the client, who has not left yet
   * @param others sessions of the users who stay, the last one on the third node
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

  /** Called after the client has left; closes their sessions. */
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

  /** Waits until one session receives such a frame: without NATS the others need not. */
  private static void awaitFrame(List<WsClient> by, Predicate<JsonNode> wanted) {
    await("presence")
        .atMost(TIMEOUT)
        .until(() -> by.stream().flatMap(c -> c.frames().stream()).anyMatch(wanted));
  }

  /** Waits until the session has received everything sent to it before. */
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
