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

  private final Samples[] node = {new Samples(), new Samples()};
  private final Samples[] peer = {new Samples(), new Samples()};

  @Override
  public void measure(Bench bench) throws Exception {
    List<Conversation> chats = bench.chats(CHATS);
    for (int round = 0; round < bench.rounds(); round++) {
      add(node, Bench.clean(talk(bench, bench.node().webSocket(), chats)));
      if (bench.peer().isPresent()) {
        URI server = bench.peer().get().webSocket();
        add(peer, talk(bench, server, LoadTool.asInThePeer(CHATS)));
      }
    }
    String name = "%,d messages/s asked for: ".formatted(bench.rate());
    if (bench.peer().isPresent()) {
      bench.table().ratio(name + "p50", node[0], "peer", peer[0], "ms", "");
      bench.table().ratio(name + "p99", node[1], "peer", peer[1], "ms", "");
    } else {
      bench.table().figure(name + "p50", node[0], "ms");
      bench.table().figure(name + "p99", node[1], "ms");
    }
  }

  private LoadResult talk(Bench bench, URI server, List<Conversation> chats) throws IOException {
    try (ChatLoad load = ChatLoad.connect(List.of(server), chats)) {
      return load.rate(bench.rate(), bench.warmUp(), bench.measured());
    }
  }

  private static void add(Samples[] side, LoadResult result) {
    side[0].add(result.millis(50));
    side[1].add(result.millis(99));
  }
}
