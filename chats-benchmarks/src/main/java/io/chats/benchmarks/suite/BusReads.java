package io.chats.benchmarks.suite;

import io.chats.benchmarks.limit.Replies;
import io.chats.benchmarks.limit.Requests;
import io.chats.benchmarks.load.ChatReads;
import io.chats.benchmarks.rig.Rig;
import java.io.IOException;
import java.util.List;

/** {@code GET /chats/chat} of 10,000 pairs of chat and user, beside echoes over NATS. */
final class BusReads implements Scenario {

  private static final int CHATS = 5_000;
  private static final List<Integer> OUTSTANDING = List.of(128, 512);

  /** As long as such a request. */
  private static final int LENGTH = 90;

  @Override
  public void measure(Bench bench) throws Exception {
    try (ChatReads chats = new ChatReads(bench.rig().bus(), Rig.TOPIC, bench.chats(CHATS))) {
      for (int outstanding : OUTSTANDING) {
        measure(bench, chats, outstanding);
      }
      bench
          .table()
          .remark("of these older than they may be, errors", chats.stale() + ", " + chats.failed());
    }
  }

  private static void measure(Bench bench, ChatReads chats, int outstanding)
      throws IOException, InterruptedException {
    Samples reads = new Samples();
    Samples echoes = new Samples();
    Samples lightEchoes = new Samples();
    for (int round = 0; round < bench.rounds(); round++) {
      reads.add(chats.perSecond(outstanding, bench.warmUp(), bench.measured()));
      echoes.add(echoes(bench, outstanding));
      lightEchoes.add(lightEchoes(bench, outstanding));
    }
    String what = "GET /chats/chat, 5% posts between, " + outstanding + " outstanding";
    bench.table().ratio(what, reads, "jnats echoes", echoes, "/s", "≥ 0.20");
    bench.table().ratio(what, reads, "echoes asked for by the load tool", lightEchoes, "/s", "");
  }

  /** With jnats on both sides. */
  private static double echoes(Bench bench, int outstanding)
      throws IOException, InterruptedException {
    try (Requests requests = new Requests(bench.rig().bus(), LENGTH)) {
      return requests.perSecond(outstanding, bench.warmUp(), bench.measured());
    }
  }

  /** Asked for with less effort than jnats takes. */
  private static double lightEchoes(Bench bench, int outstanding) throws IOException {
    try (Replies replies = new Replies(bench.rig().bus(), LENGTH)) {
      return replies.perSecond(outstanding, bench.warmUp(), bench.measured());
    }
  }
}
