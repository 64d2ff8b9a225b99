package io.chats.benchmarks.suite;

import io.chats.benchmarks.load.ChatOpener;
import io.chats.benchmarks.load.Conversation;
import io.chats.benchmarks.load.ReconnectingUsers;
import io.chats.benchmarks.testbed.MeasuredServer;
import io.chats.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * 5,000 users with five chats each connect at the same time to a node that has just started, while
 * others post there.
 */
final class ReconnectStorm implements Scenario {

  private static final int USERS = 5_000;
  private static final int CHATS_OF_EACH = 5;
  private static final int OTHERS = 20;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String HEAP = "-Xmx512m";

  private final Samples seconds = new Samples();
  private final Samples refusals = new Samples();
  private final Samples undisturbed = new Samples();
  private final Samples meanwhile = new Samples();

  @Override
  public void measure(ScenarioContext context) throws Exception {
    long first = context.users(USERS);
    long[] chats = ring(context, first);
    List<Conversation> others = context.chats(OTHERS);
    for (int round = 0; round < context.rounds(); round++) {
      try (MeasuredServer node = context.testBed().startNode(HEAP);
          ReconnectingUsers storm = storm(node, first, chats);
          BackgroundLoad talking = new BackgroundLoad(node.webSocket(), others, 1)) {
        Thread.sleep(context.measured());
        undisturbed.add(talking.perSecond(context.measured()));
        long before = talking.acknowledged();
        Duration time = storm.awaitCalm(LIMIT);
        meanwhile.add((talking.acknowledged() - before) * 1e9 / time.toNanos());
        seconds.add(time.toMillis() / 1000.0);
        refusals.add((double) storm.refusals());
      }
    }
    String name = "5,000 come back (" + HEAP + "): ";
    context.table().figure(name + "until all are synced", seconds, "s");
    context.table().figure(name + "not let in at first", refusals, "times");
    context
        .table()
        .ratio(name + "messages of others", meanwhile, "undisturbed", undisturbed, "/s", "≥ 0.50");
  }

  /** Opens as many chats as users, in a ring: each chat has a user and the four after it. */
  private static long[] ring(ScenarioContext context, long first) throws IOException {
    long[] chats = new long[USERS];
    try (ChatOpener opener = new ChatOpener(context.testBed().bus(), TestBed.TOPIC)) {
      for (int i = 0; i < USERS; i++) {
        int at = i;
        List<Long> users = new ArrayList<>();
        for (int next = 0; next < CHATS_OF_EACH; next++) {
          users.add(first + (i + next) % USERS);
        }
        opener.open(users, chat -> chats[at] = chat);
      }
      opener.finish();
    }
    return chats;
  }

  private static ReconnectingUsers storm(MeasuredServer node, long first, long[] chats)
      throws IOException {
    ReconnectingUsers storm = new ReconnectingUsers();
    for (int i = 0; i < USERS; i++) {
      List<Long> own = new ArrayList<>();
      for (int before = 0; before < CHATS_OF_EACH; before++) {
        own.add(chats[(i - before + USERS) % USERS]);
      }
      storm.add(node.webSocket(), first + i, own);
    }
    return storm;
  }
}
