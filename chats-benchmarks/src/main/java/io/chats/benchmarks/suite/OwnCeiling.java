package io.chats.benchmarks.suite;

import io.chats.benchmarks.limit.Mirror;
import io.chats.benchmarks.load.ChatLoad;
import io.chats.benchmarks.load.LoadTool;
import io.chats.benchmarks.rig.MeasuredServer;
import java.util.List;

/** How fast the load tool is against a server that does next to nothing. */
final class OwnCeiling implements Scenario {

  private static final int CHATS = 100;
  private static final int IN_FLIGHT = 8;

  private final Samples rates = new Samples();

  @Override
  public void measure(Bench bench) throws Exception {
    try (MeasuredServer mirror = bench.rig().start(Mirror.class)) {
      for (int round = 0; round < bench.rounds(); round++) {
        try (ChatLoad load =
            ChatLoad.connect(List.of(mirror.webSocket()), LoadTool.asInThePeer(CHATS))) {
          rates.add(Bench.clean(load.inFlight(IN_FLIGHT, bench.warmUp(), bench.measured())).rate());
        }
      }
    }
    bench.table().figure("the load tool's own ceiling", rates, "/s");
  }
}
