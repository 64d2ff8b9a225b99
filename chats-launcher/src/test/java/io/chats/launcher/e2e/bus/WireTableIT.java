package io.chats.launcher.e2e.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.document.BusDocument;
import io.chats.launcher.e2e.bus.BusScript.Step;
import io.chats.launcher.harness.BusClient;
import io.chats.launcher.harness.Node;
import io.chats.launcher.harness.RealServices;
import io.chats.launcher.harness.WsClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request of spec 4 over the bus: valid, and invalid in every way. */
class WireTableIT {

  private static final int BAD_REQUEST = 1201;
  private static final int UNKNOWN = 1203;

  /** The order of the document's examples, with their users. */
  private static final long CHAT = 1;

  private static final long CLIENT = 42;
  private static final long DOCTOR = 7;

  private static final BusDocument DOCUMENT = BusDocument.load();
  private static final FieldTable FIELDS = new FieldTable();
  private static final BusScript SCRIPT = new BusScript();

  private static RealServices services;
  private static Node node;
  private static BusClient bus;

  @BeforeAll
  static void start() {
    services = new RealServices();
    node = Node.start(services.environment());
    bus = services.bus();
    assertThat(bus.chat(31, CLIENT, DOCTOR)).isEqualTo(CHAT);
  }

  @AfterAll
  static void stop() {
    bus.close();
    node.close();
    services.close();
  }

  static Stream<BusRoute> routes() {
    return BusRoute.all(DOCUMENT);
  }

  @Test
  void requestsAreAnsweredAsTheTableHasThem() {
    JsonPlaceholders names = new JsonPlaceholders();
    names.define("long", "\"" + "\u0436".repeat(4097) + "\"");
    names.define("huge", "\"" + "x".repeat(64 * 1024) + "\"");
    SCRIPT.names().forEach(names::define);
    try (WsClient client = WsClient.connect(node.webSocket(), 142)) {
      SCRIPT.steps().forEach(step -> answer(step, names));
      client.awaitFrame(frame -> frame.path("type").asText().equals("offer"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void fieldsAreAnsweredAsTheTableHasThem(BusRoute route) {
    JsonNode before = chat();
    holdEach(route, true);
    assertThat(chat()).isEqualTo(before);
    holdEach(route, false);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void bodiesOfTheWrongKindAreRefused(BusRoute route) {
    String other = route.body().isArray() ? "{}" : "[]";
    String others = route.body().isArray() ? "{\"0\":{}}" : "[{}]";
    for (String body : List.of("7", "1.5", "true", "\"text\"", other, others)) {
      assertThat(code(bus.written(route.method(), route.path(), body)))
          .as("%s of %s", body, route)
          .isEqualTo(BAD_REQUEST);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void routesAreKnownByTheirSpellingsAndNoOther(BusRoute route) {
    String slashless = route.path().substring(1);
    int empty = codeOfNothing(route.method(), route.path());
    assertThat(empty).isNotIn(0, UNKNOWN);
    assertThat(codeOfNothing(route.method().toLowerCase(Locale.ROOT), slashless)).isEqualTo(empty);
    assertThat(codeOfNothing(route.method(), slashless)).isEqualTo(empty);
    assertThat(codeOfNothing("PATCH", route.path())).isEqualTo(UNKNOWN);
    assertThat(codeOfNothing(route.method(), route.path() + "/")).isEqualTo(UNKNOWN);
    assertThat(codeOfNothing(route.method(), route.path().toUpperCase(Locale.ROOT)))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void aRequestWithoutReplySubjectIsCarriedOut() {
    long chat = bus.chat(33, CLIENT, DOCTOR);
    bus.tell(
        "POST",
        "/chats/message",
        Map.of("chat_id", chat, "user_id", CLIENT, "type", "message", "message", "unanswered"));
    await()
        .untilAsserted(() ->
            assertThat(bus.messages(chat, DOCTOR))
                .extracting(message -> message.get("text").textValue())
                .containsExactly("unanswered"));
  }

  private static void answer(Step step, JsonPlaceholders names) {
    JsonNode reply = bus.written(step.method(), step.path(), names.filled(step.body()));
    if (step.isRefused()) {
      assertThat(code(reply)).as("%s: %s", step, reply).hasToString(step.reply());
    } else {
      assertThat(reply).as(step.toString()).isEqualTo(names.expected(step.reply(), reply));
    }
  }

  private static void holdEach(BusRoute route, boolean refused) {
    for (String field : DOCUMENT.fieldsOf(route.request())) {
      FIELDS
          .answers(route, field)
          .forEach((value, code) -> {
            if (refused == (code != 0)) {
              hold(route, field, value, code);
            }
          });
    }
  }

  private static void hold(BusRoute route, String field, String value, int code) {
    JsonNode body = route.bodyWith(field, value);
    JsonNode reply = bus.written(route.method(), route.path(), body.toString());
    assertThat(code(reply)).as("%s %s: %s", route, body, reply).isEqualTo(code);
  }

  private static JsonNode chat() {
    return bus.ask("GET", "/chats/chat", Map.of("chat_id", CHAT, "user_id", CLIENT));
  }

  /** Returns the reply to a body that is absent, null or empty, which must be the same. */
  private static int codeOfNothing(String method, String path) {
    int code = code(bus.written(method, path, "{}"));
    assertThat(code(bus.written(method, path, "null"))).isEqualTo(code);
    return code;
  }

  private static int code(JsonNode reply) {
    return reply.path("error").path("code").asInt();
  }
}
