package io.chats.adapter.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Frames that no proper client sends. The same seed gives the same frames. */
final class RandomFrames {

  private static final List<String> NAMES =
      List.of(
          "type",
          "data",
          "messages",
          "chatId",
          "messageId",
          "consultationId",
          "status",
          "text",
          "clientMessageId",
          "params",
          "fileId",
          "\\u0000",
          "",
          "__proto__");
  private static final List<String> TYPES =
      List.of("message", "messageStatus", "opponentStatus", "join", "typing", "ping", "dance");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "1",
          "7",
          "-1",
          "1.5",
          "1e400",
          "9223372036854775807",
          "9223372036854775808",
          "\"\"",
          "\"read\"",
          "\"message\"",
          "\"system\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"x\"",
          "[]",
          "{}",
          "NaN",
          "'x'",
          "01",
          "+1",
          "\"\\x\"",
          "[1,]");

  private final Random random;

  RandomFrames(long seed) {
    this.random = new Random(seed);
  }

  /** A frame after which the connection stays open. */
  byte[] harmless() {
    return switch (random.nextInt(200)) {
      case 0 -> RawClient.frame(RawClient.FINAL | RawClient.PING, bytes(random.nextInt(126)));
      case 1 -> RawClient.frame(RawClient.FINAL | RawClient.PONG, bytes(random.nextInt(126)));
      case 2, 3 -> fragmented(utf8(json()));
      case 4 -> RawClient.textFrame(deep());
      default -> RawClient.frame(first(), payload());
    };
  }

  /** A frame that the protocol forbids, or that ends the connection otherwise. */
  byte[] fatal() {
    byte[] text = utf8(json());
    return switch (random.nextInt(10)) {
      case 0 -> RawClient.frame(RawClient.FINAL | RawClient.CLOSE, bytes(random.nextInt(20)));
      case 1 -> RawClient.frame(RawClient.FINAL | 0x40 | RawClient.TEXT, text);
      case 2 -> RawClient.frame(RawClient.FINAL | (3 + random.nextInt(5)), text);
      case 3 -> RawClient.frame(RawClient.FINAL | RawClient.CONTINUATION, text);
      case 4 -> RawClient.frame(RawClient.PING, bytes(5));
      case 5 -> RawClient.frame(RawClient.FINAL | RawClient.PING, bytes(126));
      case 6 -> RawClient.frame(RawClient.FINAL | RawClient.TEXT, new byte[] {(byte) 0xC3, 'x'});
      case 7 -> new byte[] {(byte) (RawClient.FINAL | RawClient.TEXT), 1, 'x'};
      case 8 -> RawClient.header(RawClient.FINAL | RawClient.TEXT, random.nextLong() >>> 1);
      default -> bytes(random.nextInt(200));
    };
  }

  private int first() {
    int opcode = random.nextInt(20) == 0 ? RawClient.BINARY : RawClient.TEXT;
    return RawClient.FINAL | opcode;
  }

  private byte[] payload() {
    return switch (random.nextInt(4)) {
      case 0 -> mutated(utf8(json()));
      case 1 -> utf8(words());
      default -> utf8(json());
    };
  }

  private byte[] fragmented(byte[] text) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    int cut = random.nextInt(text.length + 1);
    frames.writeBytes(RawClient.frame(RawClient.TEXT, part(text, 0, cut)));
    frames.writeBytes(RawClient.frame(RawClient.FINAL | RawClient.PING, bytes(3)));
    frames.writeBytes(RawClient.frame(RawClient.FINAL, part(text, cut, text.length)));
    return frames.toByteArray();
  }

  private static byte[] part(byte[] text, int from, int to) {
    return Arrays.copyOfRange(text, from, to);
  }

  /** Keeps ASCII bytes ASCII, so that the text stays UTF-8. */
  private byte[] mutated(byte[] text) {
    for (int i = random.nextInt(4); i >= 0 && text.length > 0; i--) {
      int at = random.nextInt(text.length);
      if (text[at] > 0) {
        text[at] = (byte) random.nextInt(128);
      }
    }
    return text;
  }

  /** A frame with any number of fields in any order; a field may occur twice. */
  private String json() {
    String data = random.nextBoolean() ? object(3) : "{\"messages\":" + array(2) + "}";
    return "{\"type\":\"" + pick(TYPES) + "\",\"data\":" + data + "}";
  }

  private String object(int depth) {
    StringBuilder object = new StringBuilder("{");
    for (int i = random.nextInt(6); i > 0; i--) {
      object.append('"').append(pick(NAMES)).append("\":").append(value(depth));
      object.append(i > 1 ? "," : "");
    }
    return object.append('}').toString();
  }

  private String array(int depth) {
    StringBuilder array = new StringBuilder("[");
    for (int i = random.nextInt(4); i > 0; i--) {
      array.append(value(depth)).append(i > 1 ? "," : "");
    }
    return array.append(']').toString();
  }

  private String value(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(3)) {
      case 1 -> object(depth - 1);
      case 2 -> array(depth - 1);
      default -> pick(VALUES);
    };
  }

  private String deep() {
    String opening = random.nextBoolean() ? "[" : "{\"data\":";
    return opening.repeat(1 + random.nextInt(4_000));
  }

  private String words() {
    StringBuilder words = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      int codePoint = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT);
      boolean surrogate = Character.MIN_SURROGATE <= codePoint && codePoint <= 0xDFFF;
      words.appendCodePoint(surrogate ? '?' : codePoint);
    }
    return words.toString();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
