package io.chats.adapter.websocket.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The suite as a page of the documentation: each case with its result. */
public final class ConformanceTable {

  /**
   * The cases in which the server does something else than the standard has it do: what it does
   * instead.
   */
  private static final Map<String, String> DEVIATIONS = deviations();

  private ConformanceTable() {}

  public static List<ConformanceCase> cases() {
    return ConformanceCases.all();
  }

  /** What the server does, in a case or as expected. */
  public static String result(ConformanceCase of) {
    return DEVIATIONS.getOrDefault(of.id(), of.expected().toString());
  }

  /** The page in Markdown. */
  public static String page() {
    List<ConformanceCase> all = cases();
    StringBuilder page = new StringBuilder("# Conformance\n\n");
    page.append("`ConformanceTest` of adapter-websocket has a client that can send any bytes run ")
        .append(all.size())
        .append(" cases after [RFC 6455](https://www.rfc-editor.org/rfc/rfc6455) against the ")
        .append("server, and compares this page with what it found. ")
        .append(all.size() - DEVIATIONS.size())
        .append(" do what the standard has them do; ")
        .append(DEVIATIONS.size())
        .append(" differ, and are named first.\n\n")
        .append("A text that is no frame of Chats is answered by an error frame, which counts as ")
        .append("an answer here. Texts in the table are in hexadecimal.\n\n");
    page.append(
        "## What differs\n\n| case | sent | expected | result |\n| --- | --- | --- | --- |\n");
    all.stream()
        .filter(it -> DEVIATIONS.containsKey(it.id()))
        .forEach(it -> page.append(row(it.id(), it.what(), it.expected(), result(it))));
    page.append(
        "\n"
            + "The codes 1012 to 1014 were registered after the standard; Tyrus, the WebSocket"
            + " library, does not know them.\n");
    page.append(
        "\n## All cases\n\n| case | section | sent | result |\n| --- | --- | --- | --- |\n");
    all.forEach(it -> page.append(row(it.id(), it.section(), it.what(), result(it))));
    return page.toString();
  }

  private static String row(Object... cells) {
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) {
      row.append(' ').append(cell).append(" |");
    }
    return row.append('\n').toString();
  }

  private static Map<String, String> deviations() {
    Map<String, String> known = new LinkedHashMap<>();
    known.put("close-12", "closed, 1002");
    known.put("close-13", "closed, 1002");
    known.put("close-14", "closed, 1002");
    return known;
  }
}
