package io.chats.benchmarks.suite;

import io.chats.benchmarks.limit.MinimalChatServer;
import io.chats.benchmarks.load.ChatLoad;
import io.chats.benchmarks.load.LoadTool;
import io.chats.benchmarks.testbed.MeasuredServer;
import java.util.List;

/** The limit of the load tool itself, against a server that does next to nothing. */
final class LoadToolLimit implements Scenario {

  private static final int CHATS = 100;
  private static final int IN_FLIGHT = 8;

  private final Samples rates = new Samples();

  @Override
  public void measure(ScenarioContext context) throws Exception {
    try (MeasuredServer mirror = context.testBed().start(MinimalChatServer.class)) {
      for (int round = 0; round < context.rounds(); round++) {
        try (ChatLoad load =
            ChatLoad.connect(List.of(mirror.webSocket()), LoadTool.asInThePeer(CHATS))) {
          rates.add(
              ScenarioContext.clean(load.inFlight(IN_FLIGHT, context.warmUp(), context.measured()))
                  .rate());
        }
      }
    }
    context.table().figure("the load tool's own ceiling", rates, "/s");
  }
}
