package io.chats.adapter.nats.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/** Any bytes get exactly one reply, which is well-formed and within its bounds. */
class BusApiPropertiesTest {

  private static final int LARGEST = 2_000;
  private static final BusDriver BUS = new BusDriver();
  private static final List<String> ROUTES =
      List.of(
          "GET /chats/chats",
          "GET /chats/chat",
          "GET /order/chats",
          "GET /chats/info",
          "GET /chats/chat/recent",
          "POST /chats/new",
          "POST /chats/message",
          "POST /chats/user/subscribe",
          "PUT /chats/user/subscribe",
          "POST /ws/client/message",
          "POST /ws/client/consultation/update");

  @AfterContainer
  static void stop() {
    BUS.close();
  }

  @Property
  void anyBytesAreAnswered(@ForAll byte[] request) {
    thenIsAnsweredOnce(request);
  }

  @Property
  void anyTextIsAnswered(@ForAll String request) {
    thenIsAnsweredOnce(request.getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void anyBodyIsAnswered(@ForAll("requests") String request) {
    JsonNode reply = thenIsAnsweredOnce(request.getBytes(StandardCharsets.UTF_8));
    assertThat(reply.path("error").path("code").asInt()).isNotEqualTo(200);
    assertThat(BUS.reports).isEmpty();
  }

  @Property
  void anythingCutOutOfARequestIsAnswered(
      @ForAll("requests") String request, @ForAll int from, @ForAll int length) {
    byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
    int start = Math.floorMod(from, bytes.length);
    int rest = Math.floorMod(length, bytes.length - start);
    thenIsAnsweredOnce(Arrays.copyOfRange(bytes, start, start + rest));
  }

  @Provide
  Arbitrary<String> requests() {
    return Combinators.combine(Arbitraries.of(ROUTES), values(2))
        .as((route, body) -> {
          int space = route.indexOf(' ');
          return BusDriver.envelope(route.substring(0, space), route.substring(space + 1), body);
        });
  }

  private static Arbitrary<String> values(int depth) {
    Arbitrary<String> simple =
        Arbitraries.of(
            "null",
            "true",
            "0",
            "1",
            "7",
            "-1",
            "1.5",
            "1e9",
            "9223372036854775807",
            "9223372036854775808",
            "\"\"",
            "\"x\"",
            "\"doctor\"",
            "\"message\"",
            "\"\\ud83c\"",
            "\"\\u0000\"",
            "[]",
            "{}");
    if (depth == 0) {
      return simple;
    }
    Arbitrary<String> names =
        Arbitraries.of(
            "user_id",
            "chat_id",
            "order_id",
            "opponent_id",
            "chats_id",
            "message_id",
            "count",
            "type",
            "user_type",
            "message",
            "params",
            "file_id",
            "data",
            "consultationId",
            "active",
            "old_user_id",
            "new_user_id",
            "before_chat_id",
            "request_id",
            "client_message_id");
    Arbitrary<String> objects =
        Arbitraries.maps(names, values(depth - 1))
            .ofMaxSize(6)
            .map(fields ->
                "{"
                    + String.join(
                        ",",
                        fields.entrySet().stream()
                            .map(f -> "\"" + f.getKey() + "\":" + f.getValue())
                            .toList())
                    + "}");
    Arbitrary<String> arrays =
        values(depth - 1).list().ofMaxSize(3).map(all -> "[" + String.join(",", all) + "]");
    return Arbitraries.frequencyOf(Tuple.of(1, simple), Tuple.of(6, objects), Tuple.of(2, arrays));
  }

  private static JsonNode thenIsAnsweredOnce(byte[] request) {
    int before = BUS.traffic.size();
    CompletableFuture<byte[]> answer = BUS.api().handle(request, LARGEST).toCompletableFuture();
    byte[] reply = BusDriver.await(answer);
    assertThat(reply.length).isLessThanOrEqualTo(LARGEST);
    JsonNode read = BusDriver.read(reply);
    assertThat(read.has("data")).isNotEqualTo(read.has("error"));
    assertThat(BUS.traffic).hasSize(before + 1);
    BUS.traffic.clear();
    BUS.chats.calls.clear();
    BUS.chats.posted.clear();
    BUS.chats.shown.clear();
    return read;
  }
}
