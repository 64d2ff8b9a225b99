package io.chats.launcher.e2e;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chats.adapter.nats.document.BusDocument;
import io.chats.adapter.nats.document.BusDocument.Request;
import io.chats.launcher.e2e.BusScript.Step;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every request of SPEC 4 over the wire: as it should be, and in every way in which it should not.
 */
class WireTableIT {

  private static final int BAD_REQUEST = 1201;
  private static final int UNKNOWN = 1203;

  /** That of the document's examples, with their users. */
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

  /** A request in one of its spellings, with a body that is right. */
  record Route(Request request, String method, String path, JsonNode body) {

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static Stream<Route> routes() {
    return DOCUMENT.asked().stream()
        .flatMap(request ->
            request.examples().stream()
                .collect(groupingBy(example -> example.get("path").textValue()))
                .values()
                .stream()
                .map(List::getFirst)
                .map(example -> route(request, example)));
  }

  private static Route route(Request request, JsonNode example) {
    return new Route(
        request,
        example.get("method").textValue(),
        example.get("path").textValue(),
        example.get("body"));
  }

  @Test
  void requestsAreAnsweredAsTheTableHasThem() {
    Names names = new Names();
    names.define("long", "\"" + "\u0436".repeat(4097) + "\"");
    names.define("huge", "\"" + "x".repeat(64 * 1024) + "\"");
    SCRIPT.names().forEach(names::define);
    try (WsClient client = WsClient.connect(node.webSocket(), 142)) {
      SCRIPT.steps().forEach(step -> answer(step, names));
      client.awaitFrame(frame -> frame.path("type").asText().equals("offer"));
    }
  }

  private static void answer(Step step, Names names) {
    JsonNode reply = bus.written(step.method(), step.path(), names.filled(step.body()));
    if (step.isRefused()) {
      assertThat(code(reply)).as("%s: %s", step, reply).hasToString(step.reply());
    } else {
      assertThat(reply).as(step.toString()).isEqualTo(names.expected(step.reply(), reply));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void fieldsAreAnsweredAsTheTableHasThem(Route route) {
    for (String field : DOCUMENT.fieldsOf(route.request())) {
      Map<String, Integer> answers = answers(route, field);
      JsonNode before = chat();
      answers.forEach((value, code) -> {
        if (code != 0) {
          hold(route, field, value, code);
        }
      });
      assertThat(chat()).as("%s of %s", field, route).isEqualTo(before);
      answers.forEach((value, code) -> {
        if (code == 0) {
          hold(route, field, value, code);
        }
      });
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void bodiesOfTheWrongKindAreRefused(Route route) {
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
  void routesAreKnownByTheirSpellingsAndNoOther(Route route) {
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
  void whatNobodyWantsAnsweredIsCarriedOut() {
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void theTableHasAWholeReplyOfEachRoute(Route route) {
    assertThat(SCRIPT.steps())
        .anyMatch(step -> step.route().equals(route.toString()) && !step.isRefused());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void theTablesHaveEachParticularErrorOfARequest(Route route) {
    assertThat(Stream.concat(refusals(route.request()), badFields(route.request())))
        .containsAll(DOCUMENT.errorsOf(route.request()));
  }

  private static Stream<Integer> refusals(Request request) {
    Set<String> spellings =
        routes().filter(r -> r.request().equals(request)).map(Route::toString).collect(toSet());
    return SCRIPT.steps().stream()
        .filter(step -> step.isRefused() && spellings.contains(step.route()))
        .map(step -> Integer.valueOf(step.reply()));
  }

  private static Stream<Integer> badFields(Request request) {
    return routes()
        .filter(route -> route.request().equals(request))
        .flatMap(route ->
            DOCUMENT.fieldsOf(request).stream()
                .flatMap(field -> answers(route, field).values().stream()));
  }

  private static Map<String, Integer> answers(Route route, String field) {
    return FIELDS.answers(route.request().key(), route.path(), field);
  }

  private static void hold(Route route, String field, String value, int code) {
    JsonNode body = with(route.body().deepCopy(), field, value);
    JsonNode reply = bus.written(route.method(), route.path(), body.toString());
    assertThat(code(reply)).as("%s %s: %s", route, body, reply).isEqualTo(code);
  }

  private static JsonNode with(JsonNode body, String field, String value) {
    JsonNode within = body.isArray() ? body.get(0) : body;
    int dot = field.indexOf('.');
    ObjectNode object = (ObjectNode) (dot < 0 ? within : within.get(field.substring(0, dot)));
    String name = field.substring(dot + 1);
    if (value.equals(FieldTable.ABSENT)) {
      object.remove(name);
    } else {
      object.set(name, Json.read(value));
    }
    return body;
  }

  private static JsonNode chat() {
    return bus.ask("GET", "/chats/chat", Map.of("chat_id", CHAT, "user_id", CLIENT));
  }

  /** To a body that is absent, null or empty: all the same. */
  private static int codeOfNothing(String method, String path) {
    int code = code(bus.written(method, path, "{}"));
    assertThat(code(bus.written(method, path, "null"))).isEqualTo(code);
    return code;
  }

  private static int code(JsonNode reply) {
    return reply.path("error").path("code").asInt();
  }
}
