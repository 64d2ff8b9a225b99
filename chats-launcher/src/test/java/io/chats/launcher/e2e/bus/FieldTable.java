package io.chats.launcher.e2e.bus;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The answers to invalid fields: {@code bus-fields.txt}. */
final class FieldTable {

  /** Stands for a missing field. */
  static final String ABSENT = "absent";

  private final List<String> values;
  private final Map<String, List<String>> rows = new HashMap<>();

  FieldTable() {
    List<String> lines = TextTable.lines("bus-fields.txt");
    values = cells(lines.getFirst());
    lines.stream().skip(1).forEach(line -> rows.put(name(line), cells(line)));
  }

  /** Returns the code for each value, as JSON; 0 for no error. */
  Map<String, Integer> answers(BusRoute route, String field) {
    String request = route.request().key();
    List<String> codes =
        Stream.of(request + " " + route.path() + " " + field, request + " " + field, field)
            .filter(rows::containsKey)
            .findFirst()
            .map(rows::get)
            .orElseThrow(() -> new AssertionError("no row for " + field + " of " + request));
    Map<String, Integer> answers = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      answers.put(values.get(i), codes.get(i).equals("ok") ? 0 : Integer.parseInt(codes.get(i)));
    }
    return answers;
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf('|')).strip();
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList();
  }
}
