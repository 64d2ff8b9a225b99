package io.chats.benchmarks.suite;

import io.chats.benchmarks.load.LoadResult;

/** The results of one of two servers under the same load. */
final class ServerResults {

  private final Samples rate = new Samples();
  private final Samples p50 = new Samples();
  private final Samples p99 = new Samples();
  private String worst = "clean";

  void add(LoadResult result) {
    rate.add(result.rate());
    p50.add(result.millis(50));
    p99.add(result.millis(99));
    if (!result.isClean()) {
      worst = result.lost() + " lost, " + result.violations();
    }
  }

  Samples rate() {
    return rate;
  }

  Samples p50() {
    return p50;
  }

  Samples p99() {
    return p99;
  }

  /** The violations in the last round that had any. */
  String worst() {
    return worst;
  }
}
