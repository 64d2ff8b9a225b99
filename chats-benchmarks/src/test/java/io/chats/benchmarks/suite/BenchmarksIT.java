package io.chats.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The benchmarks run, whatever their figures are: in so short a time they say nothing. */
class BenchmarksIT {

  @Test
  void printATableOfFigures() throws Exception {
    Table table =
        Benchmarks.run(
            "node=../chats-launcher/target/chats-launcher.jar",
            "only=tool,open",
            "rounds=1",
            "warming=2",
            "warmup=1",
            "seconds=1");
    assertThat(table.toString())
        .contains("| the load tool's own ceiling |", "3,000 messages/s asked for: p99");
  }
}
