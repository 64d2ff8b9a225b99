package io.chats.adapter.nats.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any input gets a reply, and does no harm to later requests (spec G10). */
class BadInputTest {

  private static final int MEGABYTE = 1024 * 1024;

  private final BusDriver bus = new BusDriver();

  @AfterEach
  void stop() {
    bus.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void isAnsweredAndForgotten(String name, byte[] request, int code) {
    JsonNode reply = bus.ask(request);
    assertThat(reply.path("error").path("code").asInt()).isEqualTo(code);
    assertThat(reply.path("error").path("message").asText().length()).isBetween(1, 200);
    assertThat(bus.reports).isEmpty();
    assertThat(bus.ask("GET", "/chats/chat", "{\"chat_id\":1,\"user_id\":7}").has("data")).isTrue();
    assertThat(bus.chats.calls).containsExactly("chat 1 7");
  }

  static Stream<Arguments> isAnsweredAndForgotten() {
    return Stream.of(
        input("nothing", "", 1201),
        input("blanks", " \n", 1201),
        input("no JSON", "hello", 1201),
        input("half of it", "{\"method\":\"GET\",\"path\":\"/chats/ch", 1201),
        input("more than one", "{} {}", 1201),
        input("something after it", "{}x", 1201),
        input("a comment", "{/* */}", 1201),
        input("single quotes", "{'method':'GET'}", 1201),
        input("NaN", get("NaN"), 1201),
        input("a leading zero", get("{\"user_id\":07}"), 1201),
        input("two byte-order marks", "\uFEFF\uFEFF" + get("{\"user_id\":7}"), 1201),
        input("a control character", get("{\"user_id\":7,\"x\":\"\u0001\"}"), 1201),
        input("null", "null", 1201),
        input("a number", "7", 1201),
        input("a string", "\"GET\"", 1201),
        input("an array", "[]", 1201),
        input("an empty object", "{}", 1203),
        input("a method that is none", "{\"method\":7,\"path\":\"/chats/chats\"}", 1201),
        input("a path that is none", "{\"method\":\"GET\",\"path\":[]}", 1201),
        input("no path", "{\"method\":\"GET\"}", 1203),
        input("a body that is a string", get("\"{}\""), 1201),
        input("a body that is an array", get("[]"), 1201),
        input("a name twice", get("{\"user_id\":7,\"user_id\":8}"), 1201),
        input("a name twice in the envelope", "{\"path\":\"/a\",\"path\":\"/b\"}", 1201),
        input("a deep array", get("[".repeat(10_000) + "]".repeat(10_000)), 1201),
        input("a deep object", get("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)), 1201),
        input("a bottomless array", "[".repeat(MEGABYTE), 1201),
        input("a long number", get("{\"user_id\":" + "9".repeat(10_000) + "}"), 1201),
        input("a long fraction", get("{\"user_id\":0." + "9".repeat(10_000) + "}"), 1201),
        input("a great exponent", get("{\"user_id\":1e2147483648}"), 1201),
        input(
            "a long path", "{\"method\":\"GET\",\"path\":\"" + "a".repeat(MEGABYTE) + "\"}", 1203),
        input("a long method", "{\"method\":\"" + "a".repeat(MEGABYTE) + "\"}", 1203),
        input("a long unknown field", get("{\"x\":\"" + "a".repeat(MEGABYTE) + "\"}"), 1403),
        input("many small things", get("{\"x\":[" + "[],".repeat(MEGABYTE / 3) + "1]}"), 1201),
        input("many fields", get(fields(60_000)), 1403),
        input("a long name", get("{\"" + "a".repeat(MEGABYTE) + "\":1}"), 1201),
        input("more than a request may have", get("\"" + "a".repeat(17 * MEGABYTE) + "\""), 1201),
        bytes("UTF-16", get("{}").getBytes(StandardCharsets.UTF_16)),
        bytes("UTF-32", get("{}").getBytes(Charset.forName("UTF-32"))),
        bytes("a byte that is none", new byte[] {'"', (byte) 0xFF, '"'}),
        bytes("half a character", new byte[] {'"', (byte) 0xD0, '"'}),
        bytes("an overlong character", new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}),
        bytes("half a pair", new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}),
        bytes("zeros", new byte[1000]));
  }

  private static Arguments input(String name, String request, int code) {
    return Arguments.of(name, request.getBytes(StandardCharsets.UTF_8), code);
  }

  private static Arguments bytes(String name, byte[] request) {
    return Arguments.of(name, request, 1201);
  }

  private static String get(String body) {
    return BusDriver.envelope("GET", "/chats/chats", body);
  }

  private static String fields(int count) {
    StringBuilder fields = new StringBuilder("{\"x\":1");
    for (int i = 0; i < count; i++) {
      fields.append(",\"x").append(i).append("\":1");
    }
    return fields.append('}').toString();
  }
}
