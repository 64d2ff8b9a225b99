package io.chats.benchmarks.suite;

import io.chats.benchmarks.load.ChatOpener;
import io.chats.benchmarks.load.Conversation;
import io.chats.benchmarks.load.Storm;
import io.chats.benchmarks.rig.MeasuredServer;
import io.chats.benchmarks.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * 5,000 users with five chats each come to a node that was started a moment ago, all at once, while
 * others talk there.
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
  public void measure(Bench bench) throws Exception {
    long first = bench.users(USERS);
    long[] chats = ring(bench, first);
    List<Conversation> others = bench.chats(OTHERS);
    for (int round = 0; round < bench.rounds(); round++) {
      try (MeasuredServer node = bench.rig().startNode(HEAP);
          Storm storm = storm(node, first, chats);
          Others talking = new Others(node.webSocket(), others, 1)) {
        Thread.sleep(bench.measured());
        undisturbed.add(talking.perSecond(bench.measured()));
        long before = talking.acknowledged();
        Duration time = storm.awaitCalm(LIMIT);
        meanwhile.add((talking.acknowledged() - before) * 1e9 / time.toNanos());
        seconds.add(time.toMillis() / 1000.0);
        refusals.add((double) storm.refusals());
      }
    }
    String name = "5,000 come back (" + HEAP + "): ";
    bench.table().figure(name + "until all are synced", seconds, "s");
    bench.table().figure(name + "not let in at first", refusals, "times");
    bench
        .table()
        .ratio(name + "messages of others", meanwhile, "undisturbed", undisturbed, "/s", "≥ 0.50");
  }

  /** As many chats as users: each is in a chat with those after it, as if in a ring. */
  private static long[] ring(Bench bench, long first) throws IOException {
    long[] chats = new long[USERS];
    try (ChatOpener opener = new ChatOpener(bench.rig().bus(), Rig.TOPIC)) {
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

  private static Storm storm(MeasuredServer node, long first, long[] chats) throws IOException {
    Storm storm = new Storm();
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
