package io.chats.benchmarks.suite;

import io.chats.benchmarks.load.Broadcast;
import io.chats.benchmarks.load.ChatOpener;
import io.chats.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Deliveries in a chat of 1,000 online users, compared with a bare Tyrus that sends to as many. */
final class FanOut implements Scenario {

  private static final int PARTICIPANTS = 1_000;
  private static final int IN_FLIGHT = 8;

  private final Samples deliveries = new Samples();
  private final Samples sends = new Samples();

  @Override
  public void measure(ScenarioContext context) throws Exception {
    long first = context.users(PARTICIPANTS);
    List<Long> users = LongStream.range(first, first + PARTICIPANTS).boxed().toList();
    long chat = open(context, users);
    for (int round = 0; round < context.rounds(); round++) {
      deliveries.add(broadcast(context, context.node().webSocket(), chat, users));
      sends.add(broadcast(context, context.tyrus().webSocket().resolve("/all"), chat, users));
    }
    context
        .table()
        .ratio("a chat of 1,000: deliveries", deliveries, "Tyrus sends", sends, "/s", "≥ 0.50");
  }

  private static double broadcast(ScenarioContext context, URI server, long chat, List<Long> users)
      throws IOException {
    try (Broadcast broadcast = Broadcast.connect(server, chat, users)) {
      return broadcast.deliveriesPerSecond(IN_FLIGHT, context.warmUp(), context.measured());
    }
  }

  private static long open(ScenarioContext context, List<Long> users) throws IOException {
    AtomicLong chat = new AtomicLong();
    try (ChatOpener opener = new ChatOpener(context.testBed().bus(), TestBed.TOPIC)) {
      opener.open(users, chat::set);
      opener.finish();
    }
    return chat.get();
  }
}
