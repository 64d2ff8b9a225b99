package io.chats.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Acknowledged messages per second over WebSockets, closed loop: chats of two users, each with so
 * many messages in flight, against a running service.
 *
 * <pre>
 * java -jar chats-benchmarks.jar ws=ws://127.0.0.1:8002/ws/ bus=nats://127.0.0.1:4222 \
 *   topic=chats.1.0 chats=100 inflight=8 warmup=5 seconds=10
 * </pre>
 *
 * <p>With {@code bus=none} the users 100000 and following are taken to be in chats already, two in
 * each, as the peer has it. With {@code db=jdbc:mysql://…} (and {@code dbuser}, {@code dbpassword})
 * it also measures plain grouped inserts of the same rows into that database.
 */
public final class LoadTool {

  private final Map<String, String> settings;
  private final Histogram latency = new Histogram(60_000_000, 3);
  private final Verdict verdict = new Verdict();
  private final List<Participant> participants = new ArrayList<>();

  private LoadTool(Map<String, String> settings) {
    this.settings = settings;
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> settings = new TreeMap<>();
    for (String arg : args) {
      String[] parts = arg.split("=", 2);
      settings.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    LoadTool tool = new LoadTool(settings);
    boolean clean = tool.run();
    if (settings.containsKey("db")) {
      GroupedInserts.measure(settings);
    }
    System.exit(clean ? 0 : 1);
  }

  private boolean run() throws IOException, InterruptedException {
    if (settings.getOrDefault("bus", "none").equals("none")) {
      connectAll(null);
      return measure();
    }
    try (ChatsSetUp setUp = new ChatsSetUp(settings.get("bus"), settings.get("topic"))) {
      connectAll(setUp);
      return measure();
    }
  }

  private void connectAll(ChatsSetUp setUp) throws IOException, InterruptedException {
    URI server = URI.create(settings.get("ws"));
    long base = number("users", 100_000);
    for (int n = 0; n < number("chats", 100); n++) {
      long client = base + 2L * n;
      long chat = setUp == null ? 100_000 + n : setUp.open(client, client + 1);
      participants.add(new Participant(server, client, chat, latency, verdict));
      participants.add(new Participant(server, client + 1, chat, latency, verdict));
    }
  }

  private boolean measure() throws IOException {
    int inFlight = number("inflight", 8);
    try (Selector selector = Selector.open()) {
      for (Participant p : participants) {
        p.connection().channel().register(selector, SelectionKey.OP_READ, p);
      }
      pump(selector, inFlight, Duration.ofSeconds(number("warmup", 5)));
      latency.reset();
      long before = acknowledged();
      long start = System.nanoTime();
      pump(selector, inFlight, Duration.ofSeconds(number("seconds", 10)));
      double seconds = (System.nanoTime() - start) / 1e9;
      double rate = (acknowledged() - before) / seconds;
      Histogram measured = latency.copy();
      drain(selector);
      report(rate, measured);
    }
    return verdict.isClean() && lost() == 0;
  }

  private void pump(Selector selector, int inFlight, Duration duration) throws IOException {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      turn(selector, inFlight);
    }
  }

  /** Waits until everything that was sent has reached both, for some seconds at most. */
  private void drain(Selector selector) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (lost() > 0 && System.nanoTime() < end) {
      turn(selector, 0);
    }
  }

  private void turn(Selector selector, int inFlight) throws IOException {
    for (Participant p : participants) {
      while (p.inFlight() < inFlight) {
        p.post();
      }
      p.connection().flush();
    }
    selector.select(
        key -> {
          try {
            if (!((Participant) key.attachment()).connection().read()) {
              throw new IllegalStateException("closed by the server");
            }
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        10);
  }

  private long acknowledged() {
    return participants.stream().mapToLong(Participant::acknowledged).sum();
  }

  private long lost() {
    long expected = 2 * participants.stream().mapToLong(Participant::sent).sum();
    return expected - participants.stream().mapToLong(Participant::delivered).sum();
  }

  private void report(double rate, Histogram measured) {
    System.out.printf(
        "%,.0f acknowledged messages/s; latency p50 %.2f ms, p99 %.2f ms, max %.2f ms;"
            + " %d lost, %s%n",
        rate,
        measured.getValueAtPercentile(50) / 1000.0,
        measured.getValueAtPercentile(99) / 1000.0,
        measured.getMaxValue() / 1000.0,
        lost(),
        verdict);
  }

  private int number(String name, int defaultValue) {
    return Integer.parseInt(settings.getOrDefault(name, Integer.toString(defaultValue)));
  }
}
