package io.chats.benchmarks.suite;

import io.chats.benchmarks.limit.Inserts;
import io.chats.benchmarks.limit.WebSocketEchoes;
import io.chats.benchmarks.load.ChatLoad;
import io.chats.benchmarks.load.Conversation;
import io.chats.benchmarks.load.LoadResult;
import io.chats.benchmarks.load.LoadTool;
import io.chats.benchmarks.testbed.Peer;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Chats of two users with a given number of messages in flight, compared with the peer and the
 * limits.
 */
final class PostingChats implements Scenario {

  private static final int GROUP = 64;
  private static final int GROUP_WRITERS = 2;
  private static final int SINGLE_WRITERS = 32;

  private final int count;
  private final int inFlight;
  private final String wantedRate;
  private final String wantedP50;
  private final String wantedP99;
  private final ServerResults node = new ServerResults();
  private final ServerResults peer = new ServerResults();
  private final Samples echoes = new Samples();
  private final Samples grouped = new Samples();
  private final Samples single = new Samples();

  PostingChats(int count, int inFlight, String wantedRate, String wantedP50, String wantedP99) {
    this.count = count;
    this.inFlight = inFlight;
    this.wantedRate = wantedRate;
    this.wantedP50 = wantedP50;
    this.wantedP99 = wantedP99;
  }

  @Override
  public void measure(ScenarioContext context) throws Exception {
    List<Conversation> chats = context.chats(count);
    try (Inserts inserts = new Inserts(context.testBed())) {
      for (int round = 0; round < context.rounds(); round++) {
        node.add(ScenarioContext.clean(talk(context, context.node().webSocket(), chats)));
        if (context.peer().isPresent()) {
          URI server = context.peer().map(Peer::webSocket).get();
          peer.add(talk(context, server, LoadTool.asInThePeer(count)));
        }
        limits(context, inserts);
      }
    }
    report(context);
  }

  private LoadResult talk(ScenarioContext context, URI server, List<Conversation> chats)
      throws IOException {
    try (ChatLoad load = ChatLoad.connect(List.of(server), chats)) {
      return load.inFlight(inFlight, context.warmUp(), context.measured());
    }
  }

  private void limits(ScenarioContext context, Inserts inserts)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    URI echo = context.tyrus().webSocket().resolve("/echo");
    try (WebSocketEchoes sessions = WebSocketEchoes.connect(echo, 2 * count)) {
      echoes.add(sessions.perSecond(inFlight, context.warmUp(), context.measured()));
    }
    grouped.add(inserts.perSecond(GROUP_WRITERS, GROUP, context.measured()));
    single.add(inserts.perSecond(SINGLE_WRITERS, 1, context.measured()));
  }

  private void report(ScenarioContext context) {
    Table table = context.table();
    String name = count + " chats, " + inFlight + " in flight: ";
    if (context.peer().isPresent()) {
      table.ratio(name + "messages", node.rate(), "peer", peer.rate(), "/s", wantedRate);
      table.ratio(name + "p50", node.p50(), "peer", peer.p50(), "ms", wantedP50);
      table.ratio(name + "p99", node.p99(), "peer", peer.p99(), "ms", wantedP99);
      table.remark("the peer's worst round", peer.worst());
    }
    table.ratio(name + "messages", node.rate(), "Tyrus echoes", echoes, "/s", "");
    table.ratio(name + "messages", node.rate(), "grouped inserts", grouped, "/s", "");
    // With few messages in flight, latency matters rather than the rate.
    String wantedShare = wantedRate.isEmpty() ? "" : "≥ 0.33";
    Samples lower = echoes.lower(grouped);
    table.ratio(name + "messages", node.rate(), "lower of these", lower, "/s", wantedShare);
    table.ratio(name + "messages", node.rate(), "single inserts", single, "/s", "");
  }
}
