package io.chats.benchmarks.suite;

import io.chats.benchmarks.load.ChatLoad;
import io.chats.benchmarks.load.Conversation;
import io.chats.benchmarks.load.LoadResult;
import io.chats.benchmarks.load.LoadTool;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Latency at a given rate, counted from when each message was due. */
final class OpenLoop implements Scenario {

  private static final int CHATS = 100;

  private final Side node = new Side();
  private final Side peer = new Side();

  @Override
  public void measure(Bench bench) throws Exception {
    List<Conversation> chats = bench.chats(CHATS);
    for (int round = 0; round < bench.rounds(); round++) {
      node.add(Bench.clean(talk(bench, bench.node().webSocket(), chats)));
      if (bench.peer().isPresent()) {
        URI server = bench.peer().get().webSocket();
        peer.add(talk(bench, server, LoadTool.asInThePeer(CHATS)));
      }
    }
    String name = "%,d messages/s asked for: ".formatted(bench.rate());
    if (bench.peer().isPresent()) {
      bench.table().ratio(name + "p50", node.p50(), "peer", peer.p50(), "ms", "");
      bench.table().ratio(name + "p99", node.p99(), "peer", peer.p99(), "ms", "");
    } else {
      bench.table().figure(name + "p50", node.p50(), "ms");
      bench.table().figure(name + "p99", node.p99(), "ms");
    }
  }

  private LoadResult talk(Bench bench, URI server, List<Conversation> chats) throws IOException {
    try (ChatLoad load = ChatLoad.connect(List.of(server), chats)) {
      return load.rate(bench.rate(), bench.warmUp(), bench.measured());
    }
  }
}
