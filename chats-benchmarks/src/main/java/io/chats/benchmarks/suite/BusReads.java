package io.chats.benchmarks.suite;

import io.chats.benchmarks.limit.Replies;
import io.chats.benchmarks.limit.Requests;
import io.chats.benchmarks.load.ChatReads;
import io.chats.benchmarks.rig.Rig;
import java.io.IOException;

/** {@code GET /chats/chat} of 10,000 pairs of chat and user, beside an echo over NATS. */
final class BusReads implements Scenario {

  private static final int CHATS = 5_000;
  private static final int OUTSTANDING = 128;

  /** As long as such a request. */
  private static final int LENGTH = 90;

  private final Samples reads = new Samples();
  private final Samples echoes = new Samples();
  private final Samples lightEchoes = new Samples();

  @Override
  public void measure(Bench bench) throws Exception {
    try (ChatReads chats = new ChatReads(bench.rig().bus(), Rig.TOPIC, bench.chats(CHATS))) {
      for (int round = 0; round < bench.rounds(); round++) {
        reads.add(chats.perSecond(OUTSTANDING, bench.warmUp(), bench.measured()));
        echoes.add(echoes(bench));
        lightEchoes.add(lightEchoes(bench));
      }
      bench
          .table()
          .ratio(
              "GET /chats/chat, 5% posts between", reads, "jnats echoes", echoes, "/s", "≥ 0.20");
      bench
          .table()
          .ratio("the same", reads, "echoes asked for by the load tool", lightEchoes, "/s", "");
      bench
          .table()
          .remark("of these older than they may be, errors", chats.stale() + ", " + chats.failed());
    }
  }

  /** With jnats on both sides. */
  private static double echoes(Bench bench) throws IOException, InterruptedException {
    try (Requests requests = new Requests(bench.rig().bus(), LENGTH)) {
      return requests.perSecond(OUTSTANDING, bench.warmUp(), bench.measured());
    }
  }

  /** Asked for with less effort than jnats takes. */
  private static double lightEchoes(Bench bench) throws IOException {
    try (Replies replies = new Replies(bench.rig().bus(), LENGTH)) {
      return replies.perSecond(OUTSTANDING, bench.warmUp(), bench.measured());
    }
  }
}
