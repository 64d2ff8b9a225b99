package io.chats.benchmarks.suite;

import io.chats.benchmarks.load.ChatLoad;
import io.chats.benchmarks.load.Conversation;
import io.chats.benchmarks.load.LoadResult;
import io.chats.benchmarks.load.LoadTool;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The latency at a given rate, from the time when each message was due. */
final class OpenLoop implements Scenario {

  private static final int CHATS = 100;

  private final ServerResults node = new ServerResults();
  private final ServerResults peer = new ServerResults();

  @Override
  public void measure(ScenarioContext context) throws Exception {
    List<Conversation> chats = context.chats(CHATS);
    for (int round = 0; round < context.rounds(); round++) {
      node.add(ScenarioContext.clean(talk(context, context.node().webSocket(), chats)));
      if (context.peer().isPresent()) {
        URI server = context.peer().get().webSocket();
        peer.add(talk(context, server, LoadTool.asInThePeer(CHATS)));
      }
    }
    String name = "%,d messages/s asked for: ".formatted(context.rate());
    if (context.peer().isPresent()) {
      context.table().ratio(name + "p50", node.p50(), "peer", peer.p50(), "ms", "");
      context.table().ratio(name + "p99", node.p99(), "peer", peer.p99(), "ms", "");
    } else {
      context.table().figure(name + "p50", node.p50(), "ms");
      context.table().figure(name + "p99", node.p99(), "ms");
    }
  }

  private LoadResult talk(ScenarioContext context, URI server, List<Conversation> chats)
      throws IOException {
    try (ChatLoad load = ChatLoad.connect(List.of(server), chats)) {
      return load.rate(context.rate(), context.warmUp(), context.measured());
    }
  }
}
