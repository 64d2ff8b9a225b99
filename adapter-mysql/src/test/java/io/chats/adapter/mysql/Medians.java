package io.chats.adapter.mysql;

import java.util.Arrays;

/** Measures two actions in turn, so that both run under the same load, and keeps the medians. */
final class Medians {

  private final long[] first;
  private final long[] second;

  Medians(int times) {
    first = new long[times];
    second = new long[times];
  }

  void take(Runnable one, Runnable other) {
    for (int i = 0; i < first.length; i++) {
      first[i] = nanos(one);
      second[i] = nanos(other);
    }
    Arrays.sort(first);
    Arrays.sort(second);
  }

  long first() {
    return first[first.length / 2];
  }

  long second() {
    return second[second.length / 2];
  }

  double ratio() {
    return (double) second() / first();
  }

  private static long nanos(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return System.nanoTime() - start;
  }
}
