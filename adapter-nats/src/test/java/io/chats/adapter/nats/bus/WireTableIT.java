package io.chats.adapter.nats.bus;

import static io.chats.adapter.nats.bus.FieldKind.COUNT;
import static io.chats.adapter.nats.bus.FieldKind.FLAG;
import static io.chats.adapter.nats.bus.FieldKind.FRAME;
import static io.chats.adapter.nats.bus.FieldKind.ID;
import static io.chats.adapter.nats.bus.FieldKind.IDS;
import static io.chats.adapter.nats.bus.FieldKind.OPTIONAL_ID;
import static io.chats.adapter.nats.bus.FieldKind.OPTIONAL_STRING;
import static io.chats.adapter.nats.bus.FieldKind.STRINGS;
import static io.chats.adapter.nats.bus.FieldKind.WORD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.chats.adapter.nats.connection.TestNode;
import io.chats.testing.services.PrivateNats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request of SPEC 4 over a real server, with every field in every way to be wrong. */
class WireTableIT {

  private static final String TOPIC = "chats.1.1";
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int BAD_REQUEST = 1201;
  private static final int UNKNOWN = 1203;

  private static PrivateNats nats;
  private static TestNode caller;
  private static TestNode node;
  private static BusDriver bus;

  /** A field with a value that is right. */
  private record Field(String name, FieldKind kind, int code, String value) {

    String written(String value) {
      return "\"" + name + "\":" + value;
    }
  }

  /**
   * @param nested the object in which the fields from the second on are; empty: in the body itself
   */
  private record Row(String method, String path, String nested, List<Field> fields) {

    /** With one field as given, and the others right; an empty value leaves it out. */
    String body(Field changed, String value) {
      List<String> written =
          fields.stream()
              .map(field ->
                  field.equals(changed) ? written(field, value) : written(field, field.value()))
              .filter(field -> !field.isEmpty())
              .toList();
      return around(written, changed, value);
    }

    String body() {
      return body(fields.getFirst(), fields.getFirst().value());
    }

    private String around(List<String> written, Field changed, String value) {
      if (nested.equals("[]")) {
        return "[{" + String.join(",", written) + "}]";
      }
      if (nested.isEmpty()) {
        return "{" + String.join(",", written) + "}";
      }
      boolean hasFirst = !(changed.equals(fields.getFirst()) && value.isEmpty());
      List<String> rest = written.subList(hasFirst ? 1 : 0, written.size());
      String data = "\"" + nested + "\":{" + String.join(",", rest) + "}";
      return "{" + (hasFirst ? written.getFirst() + "," : "") + data + "}";
    }

    private static String written(Field field, String value) {
      return value.isEmpty() ? "" : field.written(value);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private static final Field CHAT = new Field("chat_id", ID, 1402, "1");
  private static final Field USER = new Field("user_id", ID, 1403, "7");
  private static final Field COUNTED = new Field("count", COUNT, BAD_REQUEST, "5");
  private static final Field MESSAGE = new Field("message_id", OPTIONAL_ID, 1406, "9");

  static Stream<Row> rows() {
    List<Row> pages =
        Stream.of(
                "/chats/chat/recent",
                "/chats/messages/update",
                "/chats/chat/history",
                "/chats/messages/history")
            .map(path -> row("GET", path, CHAT, USER, MESSAGE, COUNTED))
            .toList();
    List<Row> rows = new ArrayList<>(pages);
    rows.add(
        row(
            "GET",
            "/chats/chats",
            USER,
            new Field("before_chat_id", OPTIONAL_ID, 1402, "3"),
            COUNTED));
    rows.add(row("GET", "/chats/chat", CHAT, USER));
    rows.add(row("GET", "/chats/info", USER, new Field("chats_id", IDS, 1402, "[1,2]")));
    rows.add(
        new Row(
            "GET",
            "/order/chats",
            "[]",
            List.of(
                new Field("order_id", ID, 1405, "5"), new Field("opponent_id", ID, 1403, "7"))));
    rows.add(
        row(
            "POST",
            "/chats/new",
            new Field("order_id", ID, 1405, "5"),
            new Field("request_id", OPTIONAL_STRING, 0, "\"r1\"")));
    rows.add(
        row(
            "POST",
            "/chats/user/subscribe",
            CHAT,
            USER,
            new Field("user_type", WORD, 1404, "\"bot\"")));
    rows.add(row("POST", "/chats/user/unsubscribe", CHAT, USER));
    rows.add(
        row(
            "PUT",
            "/chats/user/subscribe",
            CHAT,
            new Field("old_user_id", ID, 1403, "7"),
            new Field("new_user_id", ID, 1403, "8")));
    rows.add(
        row(
            "POST",
            "/chats/message",
            CHAT,
            USER,
            new Field("type", WORD, 351, "\"message\""),
            new Field("message", OPTIONAL_STRING, 0, "\"text\""),
            new Field("client_message_id", OPTIONAL_STRING, 0, "\"c1\""),
            new Field("params", STRINGS, 0, "{\"a\":\"b\"}"),
            new Field("file_id", OPTIONAL_STRING, 0, "\"f1\"")));
    rows.add(row("POST", "/chats/status", CHAT));
    rows.add(
        row(
            "POST",
            "/ws/client/message",
            USER,
            new Field("type", OPTIONAL_STRING, 1404, "\"any\""),
            new Field("data", FRAME, 0, "{}")));
    for (String path : List.of("/ws/client/consultation/update", "/ws/client/message")) {
      rows.add(
          new Row(
              "POST",
              path,
              "data",
              List.of(
                  USER,
                  new Field("consultationId", ID, BAD_REQUEST, "3"),
                  new Field("active", FLAG, BAD_REQUEST, "false"))));
    }
    return rows.stream();
  }

  @BeforeAll
  static void start() {
    nats = PrivateNats.start();
    caller = TestNode.on(nats);
    node = TestNode.on(nats);
    bus = new BusDriver();
    new BusListener(node.requests(), TOPIC, bus.api()).start();
    assertThat(node.requests().flush(LONG)).isTrue();
  }

  @AfterEach
  void nothingUnforeseen() {
    assertThat(bus.reports).isEmpty();
    bus.chats.calls.clear();
  }

  @AfterAll
  static void stop() {
    bus.close();
    node.close();
    caller.close();
    nats.close();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void takesWhatIsRightHoweverItIsSpelled(Row row) {
    for (String path : List.of(row.path(), row.path().substring(1))) {
      for (String method : List.of(row.method(), row.method().toLowerCase(Locale.ROOT))) {
        assertThat(ask(method, path, row.body()).has("data")).isTrue();
      }
    }
    assertThat(bus.chats.calls).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void answersEachWayToBeWrongWithItsCode(Row row) {
    row.fields()
        .forEach(field ->
            answers(row, field)
                .forEach((value, code) -> {
                  String body = row.body(field, value);
                  assertThat(code(row.method(), row.path(), body))
                      .as("%s %s", row, body)
                      .isEqualTo(code);
                }));
    int right = row.fields().stream().mapToInt(field -> right(answers(row, field))).sum();
    // What is refused is not begun.
    assertThat(bus.chats.calls).hasSize(right);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void refusesBodiesOfTheWrongKind(Row row) {
    boolean isArray = row.nested().equals("[]");
    List<String> wrong =
        Stream.of("7", "\"text\"", "true", isArray ? "{}" : "[]", isArray ? "[7]" : "[{}]")
            .toList();
    for (String body : wrong) {
      assertThat(code(row.method(), row.path(), body)).as(body).isEqualTo(BAD_REQUEST);
    }
    assertThat(bus.chats.calls).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void knowsNeitherOtherMethodsNorOtherPaths(Row row) {
    assertThat(code("PATCH", row.path(), row.body())).isEqualTo(UNKNOWN);
    assertThat(code(row.method(), row.path() + "/", row.body())).isEqualTo(UNKNOWN);
    assertThat(code(row.method(), row.path().toUpperCase(Locale.ROOT), row.body()))
        .isEqualTo(UNKNOWN);
    assertThat(bus.chats.calls).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void carriesOutWhatNobodyWantsAnswered(Row row) {
    caller
        .requests()
        .publish(TOPIC, BusDriver.envelope(row.method(), row.path(), row.body()).getBytes(UTF_8));
    await().untilAsserted(() -> assertThat(bus.chats.calls).hasSize(1));
  }

  /** A word that is no known type is still the type of a frame, and an empty one is none. */
  private static Map<String, Integer> answers(Row row, Field field) {
    Map<String, Integer> answers = field.kind().answers(field.code());
    if (row.path().equals("/ws/client/message") && field.name().equals("type")) {
      List.of("", "null", "\"\"").forEach(none -> answers.put(none, field.code()));
    }
    return answers;
  }

  private static int right(Map<String, Integer> answers) {
    return (int) answers.values().stream().filter(code -> code == 0).count();
  }

  private static Row row(String method, String path, Field... fields) {
    return new Row(method, path, "", List.of(fields));
  }

  private static int code(String method, String path, String body) {
    return ask(method, path, body).path("error").path("code").asInt();
  }

  private static JsonNode ask(String method, String path, String body) {
    byte[] request = BusDriver.envelope(method, path, body).getBytes(UTF_8);
    return BusDriver.read(
        BusDriver.await(
            caller.requests().request(TOPIC, request, LONG).thenApply(reply -> reply.getData())));
  }
}
