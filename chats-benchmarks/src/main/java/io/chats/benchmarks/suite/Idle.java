package io.chats.benchmarks.suite;

import io.chats.benchmarks.idle.IdleCost;
import io.chats.benchmarks.limit.BareTyrus;
import io.chats.benchmarks.testbed.MeasuredServer;

/** The memory of idle sessions, compared with those of a bare Tyrus. */
final class Idle implements Scenario {

  private static final int SESSIONS = 10_000;

  private final Samples[] node = {new Samples(), new Samples()};
  private final Samples[] tyrus = {new Samples(), new Samples()};

  @Override
  public void measure(ScenarioContext context) throws Exception {
    for (int round = 0; round < context.rounds(); round++) {
      try (MeasuredServer server = context.testBed().startNode("-Xmx1g")) {
        add(node, IdleCost.measure(server, SESSIONS));
      }
      try (MeasuredServer server = context.testBed().start(BareTyrus.class)) {
        add(tyrus, IdleCost.measure(server, SESSIONS));
      }
    }
    String name = "10,000 idle sessions: ";
    context
        .table()
        .ratio(name + "heap of each", node[0], "Tyrus", tyrus[0], "B", "≤ 1.2, and 2,048 B");
    context.table().ratio(name + "resident memory of each", node[1], "Tyrus", tyrus[1], "B", "");
  }

  private static void add(Samples[] side, IdleCost cost) {
    side[0].add((double) cost.heap());
    side[1].add((double) cost.resident());
  }
}
