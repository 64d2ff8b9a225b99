package io.chats.benchmarks.suite;

import io.chats.benchmarks.idle.IdleCrowd;
import io.chats.benchmarks.testbed.MeasuredServer;
import io.chats.benchmarks.testbed.NodeAndDatabase;
import io.chats.testing.age.Population;
import java.time.Duration;
import java.util.Map;

/**
 * The cost of a node while nothing happens, with 10,000 sessions whose users have five opened chats
 * each; and with 100,000 closed chats more.
 */
final class Standby implements Scenario {

  private static final int SESSIONS = 10_000;
  private static final int CHATS_OF_EACH = 5;
  private static final int CLOSED_CHATS_OF_EACH = 10;
  private static final Duration SETTLING = Duration.ofSeconds(20);
  private static final Duration MEASURED = Duration.ofMinutes(1);

  /** Measured before, to leave out what the other node of the run asks the database. */
  private static final Duration BEFORE = Duration.ofSeconds(20);

  private static final Population OPENED = new Population(1, SESSIONS, 0, CHATS_OF_EACH);
  private static final Population CLOSED = OPENED.withClosedChats(CLOSED_CHATS_OF_EACH);

  @Override
  public void measure(ScenarioContext context) throws Exception {
    measure(context, "", "standby", OPENED);
    measure(context, ", and 100,000 closed chats", "standby_closed", CLOSED);
  }

  private static void measure(
      ScenarioContext context, String more, String name, Population population) throws Exception {
    NodeAndDatabase.Use others = standBy(context, context.node(), BEFORE);
    try (AgedInstallation installation =
            AgedInstallation.grow(context.testBed(), name, population);
        MeasuredServer node = installation.startNode(Map.of(), "-Xmx1g");
        IdleCrowd crowd =
            IdleCrowd.connect(node.webSocket(), population.user(0), population.users())) {
      Thread.sleep(SETTLING);
      NodeAndDatabase.Use use = standBy(context, node, MEASURED);
      crowd.requireConnected();
      String what = "10,000 idle sessions of five chats" + more + ": ";
      double statements = use.statementsPerSecond() - others.statementsPerSecond();
      figure(context, what + "statements", statements, "/s", "≤ 1 /s");
      double cpu = use.cpu() - others.databaseCpu();
      figure(context, what + "node and database", 100 * cpu, "% of a processor", "≤ 3 %");
    }
  }

  private static NodeAndDatabase.Use standBy(
      ScenarioContext context, MeasuredServer node, Duration time) throws Exception {
    return NodeAndDatabase.during(node, context.testBed(), () -> Thread.sleep(time));
  }

  private static void figure(
      ScenarioContext context, String what, double value, String unit, String wanted) {
    Samples samples = new Samples();
    samples.add(value);
    context.table().figure(what, samples, unit, wanted);
  }
}
