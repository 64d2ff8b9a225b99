package io.chats.benchmarks.suite;

import io.chats.benchmarks.client.EventLoop;
import io.chats.benchmarks.client.LightNatsClient;
import io.chats.benchmarks.load.ChatLoad;
import io.chats.benchmarks.load.ChatOpener;
import io.chats.benchmarks.load.Conversation;
import io.chats.benchmarks.siege.BadTokens;
import io.chats.benchmarks.siege.Handshakes;
import io.chats.benchmarks.siege.StubbornSockets;
import io.chats.benchmarks.testbed.ClassHistogram;
import io.chats.benchmarks.testbed.MeasuredServer;
import io.chats.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Hostile clients of every kind at once, beside ten ordinary pairs who talk, and others who connect
 * (spec G8, G10): sessions that ask for 100 full messages and read nothing, sessions whose queue is
 * always full, unfinished requests to the management port, and bad tokens. The node has little
 * heap.
 */
final class Siege implements Scenario {

  private static final String HEAP = "-Xmx256m";
  private static final int READERS = 300;
  private static final int FULL_MESSAGES = 100;
  private static final int UNFINISHED = 2_000;
  private static final int BAD_TOKENS_PER_SECOND = 300;
  private static final int GOOD_PER_SECOND = 20;
  private static final int PAIRS = 10;
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration BETWEEN_POSTS = Duration.ofMillis(200);
  private static final Duration AFTERWARDS = Duration.ofSeconds(90);
  private static final String PAYLOAD = "x".repeat(1024);

  @Override
  public void measure(ScenarioContext context) throws Exception {
    try (MeasuredServer node = context.testBed().startNode(HEAP)) {
      long first = context.users(2 * READERS + 2);
      Crowd replaying = crowd(context, first, READERS);
      Crowd full = crowd(context, first + READERS + 1, READERS);
      post(context, replaying, FULL_MESSAGES);
      List<Conversation> pairs = context.chats(PAIRS);
      try (ChatLoad talking = ChatLoad.connect(List.of(node.webSocket()), pairs)) {
        var undisturbed = ScenarioContext.clean(talking.inFlight(1, context.warming(), quiet()));
        ClassHistogram before = node.heap();
        measure(context, node, replaying, full, talking, undisturbed.millis(99));
        afterwards(context, node, before);
      }
    }
  }

  private static Duration quiet() {
    return Duration.ofSeconds(20);
  }

  private void measure(
      ScenarioContext context,
      MeasuredServer node,
      Crowd replaying,
      Crowd full,
      ChatLoad talking,
      double undisturbed)
      throws Exception {
    URI ws = node.webSocket();
    String sync = "{\"type\":\"sync\",\"data\":{\"chats\":[{\"chatId\":%d,\"seq\":0}]}}";
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> posting =
        CompletableFuture.runAsync(() -> keepPosting(context, full, over));
    try (StubbornSockets replays =
            sockets(ws, READERS, i -> token(replaying.user(i)), sync.formatted(replaying.chat()));
        StubbornSockets queues = sockets(ws, READERS, i -> token(full.user(i)));
        StubbornSockets unfinished =
            new StubbornSockets(
                node.management(),
                UNFINISHED,
                i -> "GET /metrics HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII),
                new byte[] {'a'},
                Duration.ofSeconds(2));
        BadTokens bad = new BadTokens(ws, BAD_TOKENS_PER_SECOND);
        Handshakes good = new Handshakes(ws, context.users(100_000), GOOD_PER_SECOND, LIMIT)) {
      var besieged =
          ScenarioContext.clean(talking.inFlight(1, Duration.ofSeconds(10), context.siege()));
      Samples share = new Samples();
      share.add(100 * good.shareInTime());
      report(context, undisturbed, besieged.millis(99), share);
      context
          .table()
          .remark(
              "besieged: sockets opened by those who read nothing, with full queues, unfinished,"
                  + " bad",
              "%d, %d, %d, %d"
                  .formatted(replays.opened(), queues.opened(), unfinished.opened(), bad.opened()));
    } finally {
      over.set(true);
      posting.join();
    }
  }

  private static void report(
      ScenarioContext context, double undisturbed, double besieged, Samples share) {
    Samples before = new Samples();
    Samples during = new Samples();
    before.add(undisturbed);
    during.add(besieged);
    Table table = context.table();
    table.ratio(
        "besieged (" + HEAP + "), ten pairs: p99", during, "undisturbed", before, "ms", "≤ 3");
    table.figure("besieged: good handshakes within 2 s", share, "%", "100 %");
  }

  /** What is left once all are gone, compared with what there was before they came. */
  private static void afterwards(
      ScenarioContext context, MeasuredServer node, ClassHistogram before)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + AFTERWARDS.toNanos();
    while (node.metric("chats_websocket_sessions") > 2 * PAIRS && System.nanoTime() < end) {
      Thread.sleep(1_000);
    }
    Thread.sleep(15_000); // rooms linger
    Samples then = new Samples();
    Samples now = new Samples();
    then.add(before.total() / 1e6);
    now.add(node.heap().total() / 1e6);
    context.table().ratio("besieged: heap afterwards", now, "before", then, "MB", "≤ 1.2");
  }

  private static StubbornSockets sockets(
      URI ws, int count, IntFunction<String> token, String... frames) {
    return new StubbornSockets(
        ws,
        count,
        i ->
            StubbornSockets.handshake(
                ws, token.apply(i % count) + (frames.length > 0 ? "&sync=1" : ""), frames),
        StubbornSockets.PONG,
        Duration.ofSeconds(5));
  }

  private static String token(long user) {
    return "u" + user;
  }

  /** Opens a chat of an author and as many readers. */
  private static Crowd crowd(ScenarioContext context, long author, int readers) throws IOException {
    List<Long> users = LongStream.rangeClosed(author, author + readers).boxed().toList();
    List<Long> chats = new ArrayList<>();
    try (ChatOpener opener = new ChatOpener(context.testBed().bus(), TestBed.TOPIC)) {
      opener.open(users, chats::add);
      opener.finish();
    }
    return new Crowd(chats.getFirst(), author);
  }

  private static void keepPosting(ScenarioContext context, Crowd crowd, AtomicBoolean over) {
    try {
      while (!over.get()) {
        post(context, crowd, 1);
        Thread.sleep(BETWEEN_POSTS);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Posts messages with as much in them as the limits allow. */
  private static void post(ScenarioContext context, Crowd crowd, int count) throws IOException {
    String params =
        IntStream.range(0, 32)
            .mapToObj(i -> "\"k" + i + "\":\"" + PAYLOAD + "\"")
            .collect(Collectors.joining(","));
    String body =
        "{\"method\":\"POST\",\"path\":\"/chats/message\",\"body\":{\"chat_id\":%d,\"user_id\":%d,\"type\":\"message\",\"message\":\"%s\",\"params\":{%s}}}"
            .formatted(crowd.chat(), crowd.author(), PAYLOAD.repeat(4), params);
    try (EventLoop loop = new EventLoop()) {
      LightNatsClient nats = new LightNatsClient(loop, context.testBed().bus());
      for (int i = 0; i < count; i++) {
        nats.request(TestBed.TOPIC, body, reply -> {});
        loop.await(() -> nats.outstanding() == 0, Duration.ofSeconds(20));
      }
    }
  }

  /** A chat with an author, whose readers have the ids after the author's. */
  private record Crowd(long chat, long author) {

    long user(int reader) {
      return author + 1 + reader;
    }
  }
}
