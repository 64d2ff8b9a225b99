package io.chats.benchmarks.suite;

import io.chats.benchmarks.load.ChatLoad;
import io.chats.benchmarks.load.Conversation;
import io.chats.benchmarks.testbed.MeasuredServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The two users of each chat on different nodes of three, compared with all on one node. */
final class ThreeNodes implements Scenario {

  private static final int CHATS = 100;
  private static final int IN_FLIGHT = 8;

  private final Samples three = new Samples();
  private final Samples one = new Samples();

  @Override
  public void measure(ScenarioContext context) throws Exception {
    List<Conversation> chats = context.chats(CHATS);
    try (MeasuredServer second = context.testBed().startNode();
        MeasuredServer third = context.testBed().startNode()) {
      URI first = context.node().webSocket();
      List<URI> all = List.of(first, second.webSocket(), third.webSocket());
      warm(context, all, chats);
      for (int round = 0; round < context.rounds(); round++) {
        three.add(talk(context, all, chats));
        one.add(talk(context, List.of(first), chats));
      }
    }
    context.table().ratio("three nodes: messages", three, "one node", one, "/s", "≥ 0.60");
  }

  /** Puts load on the nodes until the later ones are compiled, too; this is not measured. */
  private static void warm(ScenarioContext context, List<URI> servers, List<Conversation> chats)
      throws IOException {
    try (ChatLoad load = ChatLoad.connect(servers, chats)) {
      var unused = load.inFlight(IN_FLIGHT, context.warming(), context.warming());
    }
  }

  private static double talk(ScenarioContext context, List<URI> servers, List<Conversation> chats)
      throws IOException {
    try (ChatLoad load = ChatLoad.connect(servers, chats)) {
      return ScenarioContext.clean(load.inFlight(IN_FLIGHT, context.warmUp(), context.measured()))
          .rate();
    }
  }
}
