package io.chats.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;

/** What was measured in several rounds. */
final class Samples {

  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  /** Of an even number of values the lower middle one. */
  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  /** Round by round, since what was measured in one round met the same machine. */
  Samples over(Samples others) {
    Samples ratios = new Samples();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / others.values.get(i));
    }
    return ratios;
  }

  /** Round by round the lower one. */
  Samples lower(Samples others) {
    Samples lower = new Samples();
    for (int i = 0; i < values.size(); i++) {
      lower.add(Math.min(values.get(i), others.values.get(i)));
    }
    return lower;
  }
}
