package io.chats.benchmarks.testbed;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The live objects of a JVM, by class.
 *
 * @param bytes by class
 */
public record ClassHistogram(Map<String, Long> bytes) {

  private static final Pattern LINE =
      Pattern.compile("^ *\\d+: +\\d+ +(\\d+) +(\\S+).*$", Pattern.MULTILINE);

  /** Reads what {@code jcmd … GC.class_histogram} prints, which collects the garbage first. */
  static ClassHistogram parse(String printed) {
    Map<String, Long> bytes = new TreeMap<>();
    Matcher line = LINE.matcher(printed);
    while (line.find()) {
      bytes.merge(line.group(2), Long.valueOf(line.group(1)), Long::sum);
    }
    return new ClassHistogram(bytes);
  }

  public long total() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the classes that grew most, in bytes per session. */
  public String growthSince(ClassHistogram before, int sessions, int classes) {
    return bytes.entrySet().stream()
        .map(now ->
            Map.entry(
                now.getKey(),
                (now.getValue() - before.bytes.getOrDefault(now.getKey(), 0L)) / sessions))
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(classes)
        .map(grown -> String.format("%,8d  %s", grown.getValue(), grown.getKey()))
        .collect(Collectors.joining("\n"));
  }
}
