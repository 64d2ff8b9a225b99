package io.chats.benchmarks.suite;

import io.chats.benchmarks.idle.IdleCrowd;
import io.chats.benchmarks.load.ChatOpener;
import io.chats.benchmarks.testbed.MeasuredServer;
import io.chats.benchmarks.testbed.Pages;
import io.chats.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory that a node keeps of 10,000 chats that were opened and closed, in which a bot takes
 * part that is connected all the time.
 */
final class LetGo implements Scenario {

  private static final int CHATS = 10_000;
  private static final int AT_ONCE = 500;
  private static final Duration LETTING_GO = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Pattern SUBSCRIPTIONS = Pattern.compile("\"num_subscriptions\": *(\\d+)");

  @Override
  public void measure(ScenarioContext context) throws Exception {
    long bot = context.users(1);
    try (MeasuredServer node = context.testBed().startNode("-Xmx1g");
        IdleCrowd listening = IdleCrowd.connect(node.webSocket(), bot, 1)) {
      openAndClose(context, bot, AT_ONCE); // loads the classes
      Kept before = settled(context.testBed(), node, 0);
      openAndClose(context, bot, CHATS);
      Kept after = settled(context.testBed(), node, before.rooms());
      listening.requireConnected();
      report(context.table(), before, after);
    }
  }

  private static void openAndClose(ScenarioContext context, long bot, int count)
      throws IOException {
    try (ChatOpener opener = new ChatOpener(context.testBed().bus(), TestBed.TOPIC)) {
      for (int done = 0; done < count; done += AT_ONCE) {
        List<Long> chats = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          opener.open(List.of(context.users(1), bot), chats::add);
        }
        opener.finish();
        for (long chat : chats) {
          opener.close(chat);
        }
        opener.finish();
      }
    }
  }

  /** The rest once no more rooms than these are left, or after a minute. */
  private static Kept settled(TestBed testBed, MeasuredServer node, double rooms)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (node.metric("chats_rooms") > rooms && System.nanoTime() - start < LETTING_GO.toNanos()) {
      Thread.sleep(PAUSE);
    }
    return new Kept(
        node.metric("chats_rooms"), subscriptions(testBed), node.heap().total() / 1024.0 / 1024);
  }

  private static double subscriptions(TestBed testBed) throws IOException {
    String page = Pages.read(testBed.busMonitoring() + "/subsz");
    Matcher matcher = SUBSCRIPTIONS.matcher(page);
    if (!matcher.find()) {
      throw new IOException(page);
    }
    return Double.parseDouble(matcher.group(1));
  }

  private static void report(Table table, Kept before, Kept after) {
    String what = "10,000 chats opened and closed, before and after: ";
    table.remark(what + "rooms", "%.0f, %.0f".formatted(before.rooms, after.rooms));
    table.remark(
        what + "subscriptions of the bus",
        "%.0f, %.0f".formatted(before.subscriptions, after.subscriptions));
    table.remark(what + "heap", "%.1f MB, %.1f MB".formatted(before.heapMb, after.heapMb));
  }

  private record Kept(double rooms, double subscriptions, double heapMb) {}
}
