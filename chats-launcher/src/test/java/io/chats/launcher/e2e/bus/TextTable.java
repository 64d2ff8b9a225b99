package io.chats.launcher.e2e.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads a table in a text file beside these classes. */
final class TextTable {

  private TextTable() {}

  /** Returns its lines, without empty ones and comments. */
  static List<String> lines(String name) {
    try (InputStream table = TextTable.class.getResourceAsStream(name)) {
      return new String(table.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
