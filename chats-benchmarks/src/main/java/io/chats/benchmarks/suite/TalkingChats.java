package io.chats.benchmarks.suite;

import io.chats.benchmarks.limit.Echoes;
import io.chats.benchmarks.limit.Inserts;
import io.chats.benchmarks.load.ChatLoad;
import io.chats.benchmarks.load.Conversation;
import io.chats.benchmarks.load.LoadResult;
import io.chats.benchmarks.load.LoadTool;
import io.chats.benchmarks.rig.Peer;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Chats of two users with so many messages in flight each, beside the peer and the limits. */
final class TalkingChats implements Scenario {

  private static final int GROUP = 64;
  private static final int GROUP_WRITERS = 2;
  private static final int SINGLE_WRITERS = 32;

  private final int count;
  private final int inFlight;
  private final String wantedRate;
  private final String wantedP50;
  private final String wantedP99;
  private final Side node = new Side();
  private final Side peer = new Side();
  private final Samples echoes = new Samples();
  private final Samples grouped = new Samples();
  private final Samples single = new Samples();

  TalkingChats(int count, int inFlight, String wantedRate, String wantedP50, String wantedP99) {
    this.count = count;
    this.inFlight = inFlight;
    this.wantedRate = wantedRate;
    this.wantedP50 = wantedP50;
    this.wantedP99 = wantedP99;
  }

  @Override
  public void measure(Bench bench) throws Exception {
    List<Conversation> chats = bench.chats(count);
    try (Inserts inserts = new Inserts(bench.rig())) {
      for (int round = 0; round < bench.rounds(); round++) {
        node.add(Bench.clean(talk(bench, bench.node().webSocket(), chats)));
        if (bench.peer().isPresent()) {
          URI server = bench.peer().map(Peer::webSocket).get();
          peer.add(talk(bench, server, LoadTool.asInThePeer(count)));
        }
        limits(bench, inserts);
      }
    }
    report(bench);
  }

  private LoadResult talk(Bench bench, URI server, List<Conversation> chats) throws IOException {
    try (ChatLoad load = ChatLoad.connect(List.of(server), chats)) {
      return load.inFlight(inFlight, bench.warmUp(), bench.measured());
    }
  }

  private void limits(Bench bench, Inserts inserts)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    URI echo = bench.tyrus().webSocket().resolve("/echo");
    try (Echoes sessions = Echoes.connect(echo, 2 * count)) {
      echoes.add(sessions.perSecond(inFlight, bench.warmUp(), bench.measured()));
    }
    grouped.add(inserts.perSecond(GROUP_WRITERS, GROUP, bench.measured()));
    single.add(inserts.perSecond(SINGLE_WRITERS, 1, bench.measured()));
  }

  private void report(Bench bench) {
    Table table = bench.table();
    String name = count + " chats, " + inFlight + " in flight: ";
    if (bench.peer().isPresent()) {
      table.ratio(name + "messages", node.rate(), "peer", peer.rate(), "/s", wantedRate);
      table.ratio(name + "p50", node.p50(), "peer", peer.p50(), "ms", wantedP50);
      table.ratio(name + "p99", node.p99(), "peer", peer.p99(), "ms", wantedP99);
      table.remark("the peer's worst round", peer.worst());
    }
    table.ratio(name + "messages", node.rate(), "Tyrus echoes", echoes, "/s", "");
    table.ratio(name + "messages", node.rate(), "grouped inserts", grouped, "/s", "");
    // With few messages in flight it is latency that counts.
    String wantedShare = wantedRate.isEmpty() ? "" : "≥ 0.33";
    Samples lower = echoes.lower(grouped);
    table.ratio(name + "messages", node.rate(), "lower of these", lower, "/s", wantedShare);
    table.ratio(name + "messages", node.rate(), "single inserts", single, "/s", "");
  }
}
