package io.chats.benchmarks.suite;

import io.chats.benchmarks.load.Broadcast;
import io.chats.benchmarks.load.ChatOpener;
import io.chats.benchmarks.rig.Rig;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Deliveries in a chat of 1,000 who are online, beside a bare Tyrus that sends to as many. */
final class FanOut implements Scenario {

  private static final int PARTICIPANTS = 1_000;
  private static final int IN_FLIGHT = 8;

  private final Samples deliveries = new Samples();
  private final Samples sends = new Samples();

  @Override
  public void measure(Bench bench) throws Exception {
    long first = bench.users(PARTICIPANTS);
    List<Long> users = LongStream.range(first, first + PARTICIPANTS).boxed().toList();
    long chat = open(bench, users);
    for (int round = 0; round < bench.rounds(); round++) {
      deliveries.add(broadcast(bench, bench.node().webSocket(), chat, users));
      sends.add(broadcast(bench, bench.tyrus().webSocket().resolve("/all"), chat, users));
    }
    bench
        .table()
        .ratio("a chat of 1,000: deliveries", deliveries, "Tyrus sends", sends, "/s", "≥ 0.50");
  }

  private static double broadcast(Bench bench, URI server, long chat, List<Long> users)
      throws IOException {
    try (Broadcast broadcast = Broadcast.connect(server, chat, users)) {
      return broadcast.deliveriesPerSecond(IN_FLIGHT, bench.warmUp(), bench.measured());
    }
  }

  private static long open(Bench bench, List<Long> users) throws IOException {
    AtomicLong chat = new AtomicLong();
    try (ChatOpener opener = new ChatOpener(bench.rig().bus(), Rig.TOPIC)) {
      opener.open(users, chat::set);
      opener.finish();
    }
    return chat.get();
  }
}
