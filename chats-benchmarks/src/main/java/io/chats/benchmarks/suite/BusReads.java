package io.chats.benchmarks.suite;

import io.chats.benchmarks.limit.Replies;
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

  @Override
  public void measure(Bench bench) throws Exception {
    try (ChatReads chats = new ChatReads(bench.rig().bus(), Rig.TOPIC, bench.chats(CHATS))) {
      for (int round = 0; round < bench.rounds(); round++) {
        reads.add(chats.perSecond(OUTSTANDING, bench.warmUp(), bench.measured()));
        echoes.add(echoes(bench));
      }
      bench
          .table()
          .ratio("GET /chats/chat, 5% posts between", reads, "NATS echoes", echoes, "/s", "≥ 0.20");
      bench
          .table()
          .remark("of these older than they may be, errors", chats.stale() + ", " + chats.failed());
    }
  }

  private static double echoes(Bench bench) throws IOException {
    try (Replies replies = new Replies(bench.rig().bus(), LENGTH)) {
      return replies.perSecond(OUTSTANDING, bench.warmUp(), bench.measured());
    }
  }
}
