package io.chats.benchmarks.suite;

/** Something to be measured: adds its lines to the table. */
@FunctionalInterface
interface Scenario {

  void measure(Bench bench) throws Exception;
}
