package io.chats.benchmarks.suite;

import io.chats.benchmarks.testbed.MeasuredServer;
import io.chats.benchmarks.testbed.NodeAndDatabase;
import java.util.List;
import java.util.Map;

/**
 * How long a node needs until it is ready, and what it costs when it ticks every second and nothing
 * is to be done; in the older database and in the younger one. To be measured before anything is
 * posted, since that gives the ticker something to do.
 */
final class AgedStart implements Scenario {

  private static final Map<String, String> TICKING = Map.of("CRON", "1", "CRON_STEP", "1");

  private final List<AgedInstallation> sides;
  private final Samples[] ready = {new Samples(), new Samples()};
  private final Samples[] rows = {new Samples(), new Samples()};
  private final Samples[] cpu = {new Samples(), new Samples()};

  AgedStart(AgedInstallation aged, AgedInstallation young) {
    this.sides = List.of(aged, young);
  }

  @Override
  public void measure(ScenarioContext context) throws Exception {
    for (int round = 0; round < context.rounds(); round++) {
      for (int side = 0; side < sides.size(); side++) {
        measure(context, side);
      }
    }
    Table table = context.table();
    table.ratio("aged: until a node is ready", ready[0], "young", ready[1], "s", "≤ 1.3");
    String tick = "aged: a second with an idle tick, ";
    table.ratio(tick + "rows read and one", rows[0], "young", rows[1], "rows", "≤ 1.3");
    table.ratio(tick + "processor of the database", cpu[0], "young", cpu[1], "ms", "≤ 1.3");
  }

  private void measure(ScenarioContext context, int side) throws Exception {
    long start = System.nanoTime();
    try (MeasuredServer node = sides.get(side).startNode(TICKING)) {
      ready[side].add((System.nanoTime() - start) / 1e9);
      Thread.sleep(context.warmUp());
      NodeAndDatabase.Use use =
          NodeAndDatabase.during(node, context.testBed(), () -> Thread.sleep(context.measured()));
      rows[side].add(1 + use.rowsReadPerSecond());
      cpu[side].add(1000 * use.databaseCpu());
    }
  }
}
