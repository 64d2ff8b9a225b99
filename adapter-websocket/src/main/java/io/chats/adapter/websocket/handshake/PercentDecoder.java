package io.chats.adapter.websocket.handshake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Decodes values of a query; never fails. Only well-formed escapes are decoded. Everything else
 * stays as it is, a plus sign too: tokens may contain one, and never a blank.
 */
final class PercentDecoder {

  private static final int ESCAPE_LENGTH = 3;

  private PercentDecoder() {}

  static String decode(String value) {
    if (value.indexOf('%') < 0) {
      return value;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      boolean escape = isEscape(bytes, at);
      decoded.write(escape ? digit(bytes[at + 1]) * 16 + digit(bytes[at + 2]) : bytes[at]);
      at += escape ? ESCAPE_LENGTH : 1;
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  private static boolean isEscape(byte[] bytes, int at) {
    return bytes[at] == '%'
        && at + ESCAPE_LENGTH <= bytes.length
        && digit(bytes[at + 1]) >= 0
        && digit(bytes[at + 2]) >= 0;
  }

  private static int digit(byte character) {
    return Character.digit((char) character, 16);
  }
}
