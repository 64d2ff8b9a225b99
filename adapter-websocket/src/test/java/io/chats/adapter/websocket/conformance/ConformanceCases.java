package io.chats.adapter.websocket.conformance;

import static io.chats.adapter.websocket.RawClient.BINARY;
import static io.chats.adapter.websocket.RawClient.CLOSE;
import static io.chats.adapter.websocket.RawClient.CONTINUATION;
import static io.chats.adapter.websocket.RawClient.FINAL;
import static io.chats.adapter.websocket.RawClient.PING;
import static io.chats.adapter.websocket.RawClient.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.chats.adapter.websocket.RawClient;
import io.chats.adapter.websocket.conformance.ConformanceCase.Closed;
import io.chats.adapter.websocket.conformance.ConformanceCase.Expected;
import io.chats.adapter.websocket.conformance.ConformanceCase.Open;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cases of the suite, made of tables. A text that is no frame of Chats is answered, too: with
 * an error; that is how the suite sees that it was accepted.
 */
final class ConformanceCases {

  private static final int PONG = 10;
  private static final int LIMIT = 65_536;
  private static final int PROTOCOL_ERROR = 1002;
  private static final int NOT_UTF_8 = 1007;
  private static final int TOO_BIG = 1009;
  private static final Expected ANSWERED = new Open(1, List.of());
  private static final Expected SILENT = new Open(0, List.of());

  private final List<ConformanceCase> cases = new ArrayList<>();
  private final Map<String, Integer> numbers = new TreeMap<>();

  private ConformanceCases() {}

  /** All cases in the order of the table. */
  static List<ConformanceCase> all() {
    ConformanceCases suite = new ConformanceCases();
    suite.framing();
    suite.segments();
    suite.masks();
    suite.reservedBits();
    suite.opcodes();
    suite.pings();
    suite.fragments();
    suite.validText();
    suite.invalidText();
    suite.closing();
    suite.limits();
    return List.copyOf(suite.cases);
  }

  private void add(String group, String section, String what, Expected expected, byte[]... sent) {
    int number = numbers.merge(group, 1, Integer::sum);
    cases.add(
        new ConformanceCase(group + "-" + number, section, what, Arrays.asList(sent), expected));
  }

  private void framing() {
    for (int length :
        new int[] {
          0, 1, 2, 15, 64, 124, 125, 126, 127, 128, 254, 255, 256, 4_095, 4_096, 32_767, 32_768,
          65_535, 65_536
        }) {
      add("framing", "5.2", "text of " + length + " bytes", ANSWERED, text(length));
    }
    for (int length : new int[] {0, 1, 125, 126, 127, 65_535, 65_536}) {
      byte[] frame = frame(FINAL | BINARY, new byte[length]);
      add("framing", "5.2", "binary of " + length + " bytes", ANSWERED, frame);
    }
    byte[] both = joined(text(5), text(6), text(7));
    add("framing", "5.2", "three texts in one segment", new Open(3, List.of()), both);
  }

  private void segments() {
    for (int length : new int[] {10, 200, 65_536}) {
      byte[] frame = text(length);
      int header = frame.length - length;
      for (int at = 1; at <= header; at++) {
        String what = "text of " + length + " bytes, cut after byte " + at + " of its header";
        add("segments", "5.2", what, ANSWERED, part(frame, 0, at), part(frame, at, frame.length));
      }
    }
    byte[] frame = text(20);
    byte[][] bytes = new byte[frame.length][];
    for (int i = 0; i < frame.length; i++) {
      bytes[i] = part(frame, i, i + 1);
    }
    add("segments", "5.2", "text byte by byte", ANSWERED, bytes);
  }

  private void masks() {
    for (String mask : new String[] {"00000000", "FFFFFFFF", "00000001", "80000000", "A5C3F00F"}) {
      byte[] payload = new byte[33];
      byte[] key = hex(mask);
      for (int i = 0; i < payload.length; i++) {
        payload[i] = (byte) ('x' ^ key[i % 4]);
      }
      byte[] sent = joined(RawClient.header(FINAL | TEXT, payload.length), key, payload);
      add("masks", "5.3", "text with the mask " + mask, ANSWERED, sent);
    }
    Map<String, Integer> kinds =
        new TreeMap<>(
            Map.of("text", TEXT, "binary", BINARY, "ping", PING, "pong", PONG, "close", CLOSE));
    kinds.forEach((name, opcode) -> {
      byte[] sent = {(byte) (FINAL | opcode), 2, 3, (byte) 0xE8};
      add("masks", "5.1", name + " without a mask", closed(PROTOCOL_ERROR), sent);
    });
  }

  private void reservedBits() {
    for (int bits = 1; bits < 8; bits++) {
      for (int opcode : new int[] {TEXT, BINARY, CLOSE, PING, PONG}) {
        String what = "reserved bits " + bits + " in opcode " + opcode;
        byte[] sent = frame(FINAL | (bits << 4) | opcode, hex("03E8"));
        add("reserved", "5.2", what, closed(PROTOCOL_ERROR), sent);
      }
      byte[] rest = frame(FINAL | (bits << 4), text("b"));
      String what = "reserved bits " + bits + " in a continuation";
      add("reserved", "5.2", what, closed(PROTOCOL_ERROR), frame(TEXT, text("a")), rest);
    }
  }

  private void opcodes() {
    for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
      String name = "opcode " + opcode;
      Expected refused = closed(PROTOCOL_ERROR);
      byte[] sent = frame(FINAL | opcode, new byte[0]);
      add("opcodes", "5.2", name + ", empty", refused, sent);
      add("opcodes", "5.2", name + " with a payload", refused, frame(FINAL | opcode, text("xy")));
      add("opcodes", "5.2", name + " after a text", refused, text(5), sent);
      add("opcodes", "5.2", name + " between fragments", refused, frame(TEXT, text("a")), sent);
    }
  }

  private void pings() {
    for (int length : new int[] {0, 1, 2, 64, 124, 125}) {
      byte[] payload = filled(length);
      Expected pong = new Open(0, List.of(payload));
      add("pings", "5.5.2", "ping of " + length + " bytes", pong, frame(FINAL | PING, payload));
      String what = "pong of " + length + " bytes that nobody asked for";
      add("pings", "5.5.3", what, SILENT, frame(FINAL | PONG, payload));
    }
    for (int length : new int[] {126, 127, 1_000, 65_535, 65_536}) {
      for (int opcode : new int[] {PING, PONG}) {
        String what = (opcode == PING ? "ping of " : "pong of ") + length + " bytes";
        byte[] sent = frame(FINAL | opcode, new byte[length]);
        add("pings", "5.5", what, closed(PROTOCOL_ERROR), sent);
      }
    }
    byte[] odd = hex("00FFFEC328");
    add("pings", "5.5.2", "ping of any bytes", new Open(0, List.of(odd)), frame(FINAL | PING, odd));
    List<byte[]> payloads = new ArrayList<>();
    byte[][] pings = new byte[10][];
    for (int i = 0; i < 10; i++) {
      payloads.add(text("ping " + i));
      pings[i] = frame(FINAL | PING, payloads.get(i));
    }
    add("pings", "5.5.3", "ten pings", new Open(0, payloads), pings);
    add("pings", "5.5.3", "ten pings in one segment", new Open(0, payloads), joined(pings));
    for (int opcode : new int[] {PING, PONG}) {
      String what = "fragment of a " + (opcode == PING ? "ping" : "pong");
      add("pings", "5.4", what, closed(PROTOCOL_ERROR), frame(opcode, text("x")));
    }
    byte[] ping = frame(FINAL | PING, text("p"));
    add("pings", "5.5.2", "ping before a text", new Open(1, List.of(text("p"))), ping, text(5));
  }

  private void fragments() {
    for (int count : new int[] {2, 3, 10, 100}) {
      add("fragments", "5.4", "text in " + count + " fragments", ANSWERED, fragmented(TEXT, count));
      byte[][] binary = fragmented(BINARY, count);
      add("fragments", "5.4", "binary in " + count + " fragments", ANSWERED, binary);
      String what = "text in " + count + " fragments in one segment";
      add("fragments", "5.4", what, ANSWERED, joined(fragmented(TEXT, count)));
    }
    byte[] first = frame(TEXT, text("a"));
    byte[] last = frame(FINAL, text("b"));
    byte[] none = new byte[0];
    add("fragments", "5.4", "an empty first fragment", ANSWERED, frame(TEXT, none), last);
    add("fragments", "5.4", "an empty last fragment", ANSWERED, first, frame(FINAL, none));
    byte[] middle = frame(CONTINUATION, none);
    add("fragments", "5.4", "empty fragments between", ANSWERED, first, middle, middle, last);
    add(
        "fragments",
        "5.4",
        "only empty fragments",
        ANSWERED,
        frame(TEXT, none),
        middle,
        frame(FINAL, none));
    byte[] ping = frame(FINAL | PING, text("p"));
    Expected both = new Open(1, List.of(text("p")));
    add("fragments", "5.4", "ping between fragments", both, first, ping, last);
    add(
        "fragments",
        "5.4",
        "ping between fragments in one segment",
        both,
        joined(first, ping, last));
    byte[] pong = frame(FINAL | PONG, text("p"));
    add("fragments", "5.4", "pong between fragments", ANSWERED, first, pong, last);
    Expected two = new Open(2, List.of());
    add("fragments", "5.4", "two texts in fragments", two, first, last, first, last);
    add("fragments", "5.4", "a text after a text in fragments", two, first, last, text(5));
    Expected refused = closed(PROTOCOL_ERROR);
    add("fragments", "5.4", "continuation of nothing", refused, last);
    add("fragments", "5.4", "empty continuation of nothing", refused, frame(FINAL, none));
    add("fragments", "5.4", "continuation of nothing that goes on", refused, middle);
    add("fragments", "5.4", "continuation after a text", refused, text(5), last);
    add("fragments", "5.4", "continuation after the last one", refused, first, last, last);
    for (int opcode : new int[] {TEXT, BINARY}) {
      String name = opcode == TEXT ? "text" : "binary";
      add(
          "fragments",
          "5.4",
          name + " between fragments",
          refused,
          first,
          frame(FINAL | opcode, text("x")));
      add(
          "fragments",
          "5.4",
          "first fragment of a " + name + " between fragments",
          refused,
          first,
          frame(opcode, text("x")));
      add(
          "fragments",
          "5.4",
          name + " between fragments of a binary",
          refused,
          frame(BINARY, text("a")),
          frame(FINAL | opcode, text("x")));
    }
    add("fragments", "5.4", "close between fragments", closed(1000), first, close(1000, ""));
  }

  private void validText() {
    String[] texts = {
      "00",
      "7F",
      "C280",
      "DFBF",
      "E0A080",
      "EFBFBF",
      "F0908080",
      "F48FBFBF",
      "ED9FBF",
      "EE8080",
      "EFBFBD",
      "EFBFBE",
      "EFB790",
      "EFB7AF",
      "F09FBFBE",
      "F09FBFBF",
      "F0AFBFBE",
      "F0AFBFBF",
      "F0BFBFBE",
      "F0BFBFBF",
      "F18FBFBE",
      "F18FBFBF",
      "F19FBFBE",
      "F1AFBFBF",
      "F1BFBFBF",
      "F28FBFBF",
      "F29FBFBF",
      "F2AFBFBF",
      "F2BFBFBF",
      "F38FBFBF",
      "F39FBFBF",
      "F3AFBFBF",
      "F3BFBFBE",
      "F48FBFBE",
      "EFBBBF61",
      "CEBAE1BDB9CF83CEBCCEB5",
      "F09F8C8DF09F9880",
      "D0AF",
    };
    for (String text : texts) {
      add("utf8", "8.1", "text " + text, ANSWERED, frame(FINAL | TEXT, hex(text)));
    }
    byte[] mixed = hex("CEBAE1BDB9F09F9880");
    for (int at = 1; at < mixed.length; at++) {
      String what = "text CEBAE1BDB9F09F9880 in fragments, cut after byte " + at;
      add(
          "utf8",
          "8.1",
          what,
          ANSWERED,
          frame(TEXT, part(mixed, 0, at)),
          frame(FINAL, part(mixed, at, mixed.length)));
    }
    byte[][] single = new byte[mixed.length][];
    for (int i = 0; i < mixed.length; i++) {
      int first = i == 0 ? TEXT : i == mixed.length - 1 ? FINAL : CONTINUATION;
      single[i] = frame(first, part(mixed, i, i + 1));
    }
    add("utf8", "8.1", "text CEBAE1BDB9F09F9880, a fragment for each byte", ANSWERED, single);
    byte[] bytes = frame(FINAL | BINARY, hex("FFC0ED"));
    add("utf8", "5.6", "binary that is no UTF-8", ANSWERED, bytes);
  }

  private void invalidText() {
    Map<String, String> texts = new java.util.LinkedHashMap<>();
    texts.put("80", "a continuation byte alone");
    texts.put("BF", "a continuation byte alone");
    texts.put("8080808080", "continuation bytes alone");
    texts.put("C3", "the first byte of two");
    texts.put("E282", "two bytes of three");
    texts.put("F09F98", "three bytes of four");
    texts.put("C320", "the first byte of two, then a blank");
    texts.put("E28220", "two bytes of three, then a blank");
    texts.put("F09F9820", "three bytes of four, then a blank");
    texts.put("C0AF", "an overlong slash of two bytes");
    texts.put("E080AF", "an overlong slash of three bytes");
    texts.put("F08080AF", "an overlong slash of four bytes");
    texts.put("F8808080AF", "an overlong slash of five bytes");
    texts.put("FC80808080AF", "an overlong slash of six bytes");
    texts.put("C1BF", "the largest overlong one of two bytes");
    texts.put("E09FBF", "the largest overlong one of three bytes");
    texts.put("F08FBFBF", "the largest overlong one of four bytes");
    texts.put("C080", "an overlong zero of two bytes");
    texts.put("E08080", "an overlong zero of three bytes");
    texts.put("F0808080", "an overlong zero of four bytes");
    texts.put("EDA080", "the first high surrogate");
    texts.put("EDADBF", "a high surrogate");
    texts.put("EDAFBF", "the last high surrogate");
    texts.put("EDB080", "the first low surrogate");
    texts.put("EDBFBF", "the last low surrogate");
    texts.put("EDA080EDB080", "a pair of surrogates");
    texts.put("F4908080", "the first one beyond U+10FFFF");
    texts.put("F5808080", "one beyond U+10FFFF");
    texts.put("F7BFBFBF", "the last one of four bytes");
    texts.put("FE", "a byte that never occurs");
    texts.put("FF", "a byte that never occurs");
    texts.put("CEBAE1BDB9EDA08065646974", "a surrogate in the middle");
    texts.forEach((text, what) -> {
      byte[] bytes = hex(text);
      String shown = "text " + text + ": " + what;
      add("utf8-bad", "8.1", shown, closed(NOT_UTF_8), frame(FINAL | TEXT, bytes));
      if (bytes.length > 1) {
        add(
            "utf8-bad",
            "8.1",
            shown + ", in two fragments",
            closed(NOT_UTF_8),
            frame(TEXT, part(bytes, 0, 1)),
            frame(FINAL, part(bytes, 1, bytes.length)));
      }
    });
  }

  private void closing() {
    add("close", "5.5.1", "close without a code", closed(1000), frame(FINAL | CLOSE, new byte[0]));
    add(
        "close",
        "5.5.1",
        "close of one byte",
        closed(PROTOCOL_ERROR),
        frame(FINAL | CLOSE, new byte[1]));
    for (int code :
        new int[] {
          1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000,
          4999
        }) {
      add("close", "7.4", "close with " + code, closed(code), close(code, ""));
    }
    for (int code :
        new int[] {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535}) {
      add("close", "7.4", "close with " + code, closed(PROTOCOL_ERROR), close(code, ""));
    }
    add("close", "5.5.1", "close with a reason", closed(1000), close(1000, "до свидания"));
    add(
        "close",
        "5.5.1",
        "close with the longest reason",
        closed(1000),
        close(1000, "x".repeat(123)));
    add(
        "close",
        "5.5",
        "close with a longer reason",
        closed(PROTOCOL_ERROR),
        close(1000, "x".repeat(124)));
    add(
        "close",
        "8.1",
        "close with a reason that is no UTF-8",
        closed(NOT_UTF_8),
        frame(FINAL | CLOSE, hex("03E8EDA080")));
    add("close", "5.4", "fragment of a close", closed(PROTOCOL_ERROR), frame(CLOSE, hex("03E8")));
    add("close", "5.5.1", "text after a close", closed(1000), close(1000, ""), text(5));
    add(
        "close",
        "5.5.1",
        "ping after a close",
        closed(1000),
        joined(close(1000, ""), frame(FINAL | PING, text("p"))));
    add("close", "5.5.1", "two closes", closed(1000), joined(close(1000, ""), close(1001, "")));
    add(
        "close",
        "5.5.1",
        "close after an unfinished text",
        closed(1000),
        frame(TEXT, text("a")),
        close(1000, ""));
  }

  private void limits() {
    Expected tooBig = closed(TOO_BIG);
    for (int opcode : new int[] {TEXT, BINARY}) {
      String name = opcode == TEXT ? "text" : "binary";
      for (long length : new long[] {LIMIT + 1, 1L << 31, 1L << 32, Long.MAX_VALUE}) {
        byte[] header = joined(RawClient.header(FINAL | opcode, length), new byte[4]);
        add("limits", "10.4", "header of a " + name + " of " + length + " bytes", tooBig, header);
      }
      byte[] negative = joined(RawClient.header(FINAL | opcode, 65_536), new byte[4]);
      negative[2] = (byte) 0x80;
      String what = name + " whose length has the highest bit";
      add("limits", "5.2", what, closed(PROTOCOL_ERROR), negative);
      byte[] half = new byte[LIMIT / 2];
      Arrays.fill(half, (byte) 'x');
      add(
          "limits",
          "10.4",
          name + " of 64 KiB in two fragments",
          ANSWERED,
          frame(opcode, half),
          frame(FINAL, half));
      add(
          "limits",
          "10.4",
          name + " of one byte more in three fragments",
          tooBig,
          frame(opcode, half),
          frame(CONTINUATION, half),
          frame(FINAL, new byte[1]));
    }
  }

  private static Expected closed(int code) {
    return new Closed(code);
  }

  private static byte[] frame(int first, byte[] payload) {
    return RawClient.frame(first, payload);
  }

  private static byte[] close(int code, String reason) {
    byte[] number = {(byte) (code >> 8), (byte) code};
    return frame(FINAL | CLOSE, joined(number, text(reason)));
  }

  private static byte[] text(int length) {
    return frame(FINAL | TEXT, filled(length));
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'x');
    return bytes;
  }

  private static byte[][] fragmented(int opcode, int count) {
    byte[][] fragments = new byte[count][];
    for (int i = 0; i < count; i++) {
      int last = i == count - 1 ? FINAL : 0;
      fragments[i] = frame(last | (i == 0 ? opcode : CONTINUATION), text("part " + i));
    }
    return fragments;
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
