package io.chats.adapter.websocket.document;

import java.util.Arrays;
import java.util.List;

/** A table in a Markdown text. */
final class MarkdownTable {

  private MarkdownTable() {}

  /** The rows below the heading, each as its cells. */
  static List<List<String>> rows(String text, String heading) {
    List<String> lines = text.lines().map(String::strip).toList();
    int at = lines.indexOf(heading);
    if (at < 0) {
      throw new AssertionError("no table " + heading);
    }
    return lines.subList(at + 2, lines.size()).stream()
        .takeWhile(line -> line.startsWith("|"))
        .map(MarkdownTable::cells)
        .toList();
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.lastIndexOf('|'));
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }
}
