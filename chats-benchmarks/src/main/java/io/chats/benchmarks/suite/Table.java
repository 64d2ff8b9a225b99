package io.chats.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;

/** The figures of a run as a Markdown table. */
final class Table {

  private static final String NONE = "";

  private final List<String> lines = new ArrayList<>();

  Table() {
    lines.add("| what | figure | compared with | ratio | wanted |");
    lines.add("|---|---:|---:|---:|---|");
  }

  /** Adds a figure without comparison. */
  void figure(String what, Samples samples, String unit) {
    figure(what, samples, unit, NONE);
  }

  /** Adds a figure that is to be within a bound. */
  void figure(String what, Samples samples, String unit, String wanted) {
    add(what, value(samples, unit), NONE, NONE, wanted);
  }

  /** Adds a figure, another one, and their ratio. */
  void ratio(String what, Samples ours, String to, Samples other, String unit, String wanted) {
    add(
        what,
        value(ours, unit),
        to + " " + value(other, unit),
        "%.2f".formatted(ours.over(other).median()),
        wanted);
  }

  void remark(String what, String text) {
    add(what, text, NONE, NONE, NONE);
  }

  private static String value(Samples samples, String unit) {
    double median = samples.median();
    return (median < 100 ? "%.2f %s" : "%,.0f %s").formatted(median, unit);
  }

  private void add(String... cells) {
    String line = "| " + String.join(" | ", cells) + " |";
    lines.add(line);
    System.out.println(line);
  }

  @Override
  public String toString() {
    return String.join(System.lineSeparator(), lines);
  }
}
