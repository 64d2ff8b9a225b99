package io.chats.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chats.adapter.websocket.frame.JsonTexts;
import io.chats.adapter.websocket.settings.FrameRate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Any text is answered with well-formed frames only, and the session goes on. */
class AnyTextPropertyTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static RunningServer server;
  private static RawClient client;

  @BeforeContainer
  static void start() {
    server = RunningServer.start(s -> s.withRate(FrameRate.UNLIMITED));
    client = RawClient.join(server, 5);
  }

  @AfterContainer
  static void stop() {
    client.close();
    server.close();
  }

  @Property(tries = 500)
  void anyText(@ForAll String text) {
    assertAnsweredWell(text);
  }

  @Property(tries = 1000)
  void anyFrame(@ForAll("frames") String frame) {
    assertAnsweredWell(frame);
  }

  private static void assertAnsweredWell(String text) {
    client.text(text);
    client.text("{\"type\":\"ping\"}");
    JsonNode answer = read();
    while (!answer.get("type").textValue().equals("pong")) {
      assertThat(answer.has("data") || answer.path("error").path("code").isInt()).isTrue();
      answer = read();
    }
    assertThat(server.monitor().failures()).isEmpty();
  }

  private static JsonNode read() {
    RawClient.Frame frame = client.read();
    assertThat(frame.opcode()).isEqualTo(RawClient.TEXT);
    try {
      return JSON.readTree(frame.text());
    } catch (JsonProcessingException e) {
      throw new AssertionError(frame.text(), e);
    }
  }

  /** Excludes pings: their answers would be taken for those to the pings that follow. */
  @Provide
  Arbitrary<String> frames() {
    Arbitrary<String> types =
        Arbitraries.of("message", "messageStatus", "opponentStatus", "join", "typing", "dance");
    Arbitrary<String> messages =
        JsonTexts.objects(JsonTexts.FIELDS)
            .list()
            .ofMaxSize(5)
            .map(list -> "{\"messages\":[" + String.join(",", list) + "]}");
    return Combinators.combine(
            types, Arbitraries.oneOf(messages, JsonTexts.objects(JsonTexts.FIELDS)))
        .as((type, data) -> "{\"type\":\"" + type + "\",\"data\":" + data + "}");
  }
}
