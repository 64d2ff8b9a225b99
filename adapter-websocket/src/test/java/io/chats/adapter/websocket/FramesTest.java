package io.chats.adapter.websocket;

import static io.chats.adapter.websocket.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FramesTest {

  private final RunningServer server = RunningServer.start();
  private final OkClient client = OkClient.join(server, 5);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void everyFrameReachesTheApplicationInOrder() {
    client.send("{\"type\":\"opponentStatus\",\"data\":{\"chatId\":1}}");
    client.send("{\"type\":\"join\",\"data\":{\"consultationId\":9}}");
    client.send("{\"type\":\"typing\",\"data\":{\"chatId\":1,\"status\":\"on\"}}");
    client.send(
        "{\"type\":\"messageStatus\",\"data\":{\"status\":\"read\",\"chatId\":1,\"messageId\":2}}");
    client.send(message("{\"chatId\":1,\"type\":\"message\",\"text\":\"x\"}"));
    client.send("{\"type\":\"ping\"}");

    assertThat(client.text(2)).isEqualTo("{\"type\":\"pong\",\"data\":{}}");
    assertThat(session().calls())
        .containsExactly("status 1", "join 9", "typing 1 on", "read 1 2", "post 1 1");
  }

  @Test
  void anAcknowledgementLooksAsInTheFirstVersion() {
    client.send(
        message(
            "{\"clientMessageId\":\"c1\",\"chatId\":1,\"type\":\"message\",\"text\":\"привет\","
                + "\"params\":{\"k\":\"v\"}}"));

    assertThat(client.text(1))
        .matches(
            "\\{\"type\":\"message\",\"data\":\\{\"messages\":\\[\\{\"id\":\\d+,\"seq\":\\d+,"
                + "\"clientMessageId\":\"c1\",\"insertDate\":\"2026-01-02T03:04:05.006Z\","
                + "\"chatId\":1,\"userId\":5,\"sender\":\"client\",\"status\":\"recd\","
                + "\"type\":\"message\",\"text\":\"привет\",\"params\":\\{\"k\":\"v\"},"
                + "\"file\":null}],\"users\":\\[]}}");
  }

  @Test
  void theMessagesOfAChatArePostedTogether() {
    client.send(message(plain("a", 1), plain("b", 2), plain("c", 1), plain("d", 3)));

    client.text(3);
    assertThat(session().calls()).containsExactly("post 1 2", "post 2 1", "post 3 1");
  }

  @Test
  void aBadMessageDoesNotAffectOthers() {
    client.send(
        message(
            plain("a", 1),
            "{\"clientMessageId\":\"b\",\"chatId\":1,\"type\":\"system\",\"text\":\"x\"}",
            "{\"clientMessageId\":\"c\",\"chatId\":-1,\"type\":\"message\",\"text\":\"x\"}",
            plain("d", 1)));

    client.text(3);
    assertThat(session().calls()).containsExactly("post 1 2");
    assertThat(client.texts())
        .contains(
            "{\"type\":\"error\",\"request\":\"message\",\"clientMessageId\":\"b\","
                + "\"error\":{\"code\":351,\"message\":\"system is for services only\"}}")
        .anyMatch(t -> t.contains("\"clientMessageId\":\"c\",\"error\":{\"code\":201"));
    eventually().until(() -> server.monitor().frames().size() == 1);
    assertThat(server.monitor().frames()).containsExactly("message 351");
  }

  @Test
  void aFrameOfOnlyBadMessagesPostsNothing() {
    client.send(message("{\"clientMessageId\":\"b\",\"chatId\":1,\"type\":\"notice\"}"));

    assertThat(client.text(1)).contains("\"code\":351");
    assertThat(session().calls()).isEmpty();
  }

  @Test
  void invalidFramesAreAnsweredAndTheConnectionStaysOpen() {
    client.send("hello");
    client.send("{\"type\":\"dance\",\"data\":{}}");
    client.send(
        "{\"type\":\"messageStatus\",\"data\":{\"status\":\"recd\",\"chatId\":1,\"messageId\":2}}");
    client.send("{\"type\":\"opponentStatus\",\"data\":{}}");
    client.send(new byte[] {1, 2, 3});
    client.send("{\"type\":\"ping\"}");

    assertThat(client.text(6)).contains("pong");
    assertThat(client.text(1)).startsWith("{\"type\":\"error\",\"error\":{\"code\":201");
    assertThat(client.text(2))
        .isEqualTo(
            "{\"type\":\"error\",\"request\":\"dance\","
                + "\"error\":{\"code\":106,\"message\":\"unknown frame type\"}}");
    assertThat(client.text(3)).contains("\"request\":\"messageStatus\"", "\"code\":107");
    assertThat(client.text(4)).contains("\"request\":\"opponentStatus\"", "\"code\":201");
    assertThat(client.text(5)).contains("\"code\":201");
    assertThat(server.monitor().frames())
        .containsExactly(
            "unknown 201",
            "unknown 106",
            "messageStatus 107",
            "opponentStatus 201",
            "unknown 201",
            "ping ok");
  }

  @Test
  void framesThatWaitWhenTheClientClosesAreStillHandled() {
    for (int i = 1; i <= 20; i++) {
      client.send("{\"type\":\"join\",\"data\":{\"consultationId\":" + i + "}}");
    }
    client.sendClose();

    eventually().until(() -> session().ends() == 1);
    assertThat(session().calls()).hasSize(20).endsWith("join 20");
  }

  private FakeSession session() {
    return server.gateway().openedBy(5).get(0);
  }

  private static String plain(String id, long chat) {
    return "{\"clientMessageId\":\""
        + id
        + "\",\"chatId\":"
        + chat
        + ",\"type\":\"message\",\"text\":\"x\"}";
  }

  private static String message(String... messages) {
    return "{\"type\":\"message\",\"data\":{\"messages\":["
        + String.join(",", List.of(messages))
        + "]}}";
  }
}
