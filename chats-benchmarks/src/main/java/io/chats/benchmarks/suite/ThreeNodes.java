package io.chats.benchmarks.suite;

import io.chats.benchmarks.load.ChatLoad;
import io.chats.benchmarks.load.Conversation;
import io.chats.benchmarks.rig.MeasuredServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The two users of each chat on different ones of three nodes, beside all on one. */
final class ThreeNodes implements Scenario {

  private static final int CHATS = 100;
  private static final int IN_FLIGHT = 8;

  private final Samples three = new Samples();
  private final Samples one = new Samples();

  @Override
  public void measure(Bench bench) throws Exception {
    List<Conversation> chats = bench.chats(CHATS);
    try (MeasuredServer second = bench.rig().startNode();
        MeasuredServer third = bench.rig().startNode()) {
      URI first = bench.node().webSocket();
      List<URI> all = List.of(first, second.webSocket(), third.webSocket());
      warm(bench, all, chats);
      for (int round = 0; round < bench.rounds(); round++) {
        three.add(talk(bench, all, chats));
        one.add(talk(bench, List.of(first), chats));
      }
    }
    bench.table().ratio("three nodes: messages", three, "one node", one, "/s", "≥ 0.60");
  }

  /**
   * The further nodes were started a moment ago; what they do till they are compiled is not told.
   */
  private static void warm(Bench bench, List<URI> servers, List<Conversation> chats)
      throws IOException {
    try (ChatLoad load = ChatLoad.connect(servers, chats)) {
      var unused = load.inFlight(IN_FLIGHT, bench.warming(), bench.warming());
    }
  }

  private static double talk(Bench bench, List<URI> servers, List<Conversation> chats)
      throws IOException {
    try (ChatLoad load = ChatLoad.connect(servers, chats)) {
      return Bench.clean(load.inFlight(IN_FLIGHT, bench.warmUp(), bench.measured())).rate();
    }
  }
}
