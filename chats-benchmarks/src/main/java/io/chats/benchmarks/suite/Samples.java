package io.chats.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;

/** The values that several rounds measured. */
final class Samples {

  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  /** Returns the median; of an even number of values, the lower middle one. */
  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  /**
   * Returns the ratios round by round, since both values of one round met the same state of the
   * machine.
   */
  Samples over(Samples others) {
    Samples ratios = new Samples();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / others.values.get(i));
    }
    return ratios;
  }

  /** Returns the lower value of each round. */
  Samples lower(Samples others) {
    Samples lower = new Samples();
    for (int i = 0; i < values.size(); i++) {
      lower.add(Math.min(values.get(i), others.values.get(i)));
    }
    return lower;
  }
}
