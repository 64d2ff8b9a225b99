package io.chats.benchmarks.load;

import java.util.Arrays;

/** A growing list of instants that creates no objects. */
final class Instants {

  private long[] nanos = new long[256];
  private int count;

  void add(long instant) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = instant;
  }

  long get(int index) {
    return nanos[index];
  }
}
