package io.chats.benchmarks.suite;

/** A measurement that adds its lines to the table. */
@FunctionalInterface
interface Scenario {

  void measure(ScenarioContext context) throws Exception;
}
