package io.chats.benchmarks.load;

import io.chats.benchmarks.Arguments;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures acknowledged messages per second over WebSockets, against a running service, in chats of
 * two users.
 *
 * <pre>
 * java -cp chats-benchmarks/target/chats-benchmarks.jar io.chats.benchmarks.load.LoadTool \
 *   ws=ws://127.0.0.1:8002/ws/ bus=nats://127.0.0.1:4222 topic=chats.1.0 \
 *   chats=100 inflight=8 warmup=5 seconds=10
 * </pre>
 *
 * <p>With {@code rate=1000} instead of {@code inflight} it is an open loop: it posts at that rate
 * per second however the service answers, and the latency of a message begins when it was due. It
 * opens the chats and answers in place of the user service, so no other may do so at that NATS
 * server. With {@code bus=none} the users from 100000 on have to be in chats already, in pairs. It
 * exits with 1 if a message was lost, repeated, out of order or refused.
 */
public final class LoadTool {

  private static final long FIRST_USER = 100_000;

  private LoadTool() {}

  public static void main(String... args) throws IOException, InterruptedException {
    Arguments arguments = Arguments.of(args);
    LoadResult result;
    if (arguments.text("bus", "none").equals("none")) {
      result = run(arguments, asInThePeer(arguments.number("chats", 100)));
    } else {
      URI bus = URI.create(arguments.text("bus", ""));
      try (Upstreams upstreams = new Upstreams(bus);
          ChatOpener opener = new ChatOpener(bus, arguments.text("topic", "chats.1.0"))) {
        upstreams.answer();
        result = run(arguments, opener.open(FIRST_USER, arguments.number("chats", 100)));
      }
    }
    System.out.println(result);
    System.exit(result.isClean() ? 0 : 1);
  }

  private static LoadResult run(Arguments arguments, List<Conversation> chats) throws IOException {
    Duration warmUp = Duration.ofSeconds(arguments.number("warmup", 5));
    Duration measured = Duration.ofSeconds(arguments.number("seconds", 10));
    int rate = arguments.number("rate", 0);
    try (ChatLoad load = ChatLoad.connect(List.of(URI.create(arguments.text("ws", ""))), chats)) {
      return rate > 0
          ? load.rate(rate, warmUp, measured)
          : load.inFlight(arguments.number("inflight", 8), warmUp, measured);
    }
  }

  /** Returns the chats that a server of another make has without being asked to open them. */
  public static List<Conversation> asInThePeer(int count) {
    List<Conversation> chats = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      long client = FIRST_USER + 2L * n;
      chats.add(new Conversation(FIRST_USER + n, client, client + 1));
    }
    return chats;
  }
}
