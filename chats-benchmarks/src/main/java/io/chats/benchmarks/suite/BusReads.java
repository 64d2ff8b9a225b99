package io.chats.benchmarks.suite;

import io.chats.benchmarks.limit.JnatsEchoes;
import io.chats.benchmarks.limit.LightNatsEchoes;
import io.chats.benchmarks.load.ChatReads;
import io.chats.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.util.List;

/** {@code GET /chats/chat} for 10,000 pairs of chat and user, compared with echoes over NATS. */
final class BusReads implements Scenario {

  private static final int CHATS = 5_000;
  private static final List<Integer> OUTSTANDING = List.of(128, 512);

  /** The length of such a request. */
  private static final int LENGTH = 90;

  @Override
  public void measure(ScenarioContext context) throws Exception {
    try (ChatReads chats =
        new ChatReads(context.testBed().bus(), TestBed.TOPIC, context.chats(CHATS))) {
      for (int outstanding : OUTSTANDING) {
        measure(context, chats, outstanding);
      }
      context
          .table()
          .remark("of these older than they may be, errors", chats.stale() + ", " + chats.failed());
    }
  }

  private static void measure(ScenarioContext context, ChatReads chats, int outstanding)
      throws IOException, InterruptedException {
    Samples reads = new Samples();
    Samples echoes = new Samples();
    Samples lightEchoes = new Samples();
    for (int round = 0; round < context.rounds(); round++) {
      reads.add(chats.perSecond(outstanding, context.warmUp(), context.measured()));
      echoes.add(echoes(context, outstanding));
      lightEchoes.add(lightEchoes(context, outstanding));
    }
    String what = "GET /chats/chat, 5% posts between, " + outstanding + " outstanding";
    context.table().ratio(what, reads, "jnats echoes", echoes, "/s", "≥ 0.20");
    context.table().ratio(what, reads, "echoes asked for by the load tool", lightEchoes, "/s", "");
  }

  /** Measures echoes with jnats on both sides. */
  private static double echoes(ScenarioContext context, int outstanding)
      throws IOException, InterruptedException {
    try (JnatsEchoes requests = new JnatsEchoes(context.testBed().bus(), LENGTH)) {
      return requests.perSecond(outstanding, context.warmUp(), context.measured());
    }
  }

  /** Measures echoes requested by the light client, which needs less processor than jnats. */
  private static double lightEchoes(ScenarioContext context, int outstanding) throws IOException {
    try (LightNatsEchoes replies = new LightNatsEchoes(context.testBed().bus(), LENGTH)) {
      return replies.perSecond(outstanding, context.warmUp(), context.measured());
    }
  }
}
