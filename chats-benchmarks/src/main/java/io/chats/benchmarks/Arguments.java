package io.chats.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/** The arguments of a program, each {@code name=value}. */
public final class Arguments {

  private final Map<String, String> values = new TreeMap<>();

  private Arguments() {}

  public static Arguments of(String... args) {
    Arguments arguments = new Arguments();
    for (String arg : args) {
      String[] parts = arg.split("=", 2);
      arguments.values.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    return arguments;
  }

  public String text(String name, String whenAbsent) {
    return values.getOrDefault(name, whenAbsent);
  }

  public int number(String name, int whenAbsent) {
    return Integer.parseInt(text(name, Integer.toString(whenAbsent)));
  }
}
