package io.chats.benchmarks.load;

import io.chats.benchmarks.client.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/** The connected users of chats of two, who post and check. To be used by one thread. */
public final class ChatLoad implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final long LONGEST_MICROS = 60_000_000;

  private final EventLoop loop = new EventLoop();
  private final Histogram latency = new Histogram(LONGEST_MICROS, 3);
  private final Violations violations = new Violations();
  private final List<Participant> participants = new ArrayList<>();

  /**
   * Connects all users.
   *
   * @param servers whose WebSockets the users connect to; if there are several, the users of a chat
   *     connect to different ones
   */
  public static ChatLoad connect(List<URI> servers, List<Conversation> chats) throws IOException {
    ChatLoad load = new ChatLoad();
    String run = "r" + Long.toString(System.nanoTime(), 36);
    for (Conversation chat : chats) {
      for (int index = 0; index < Participant.USERS; index++) {
        URI server = servers.get(load.participants.size() % servers.size());
        load.participants.add(
            new Participant(load.loop, server, chat, index, run, load.violations, load::record));
      }
    }
    if (!load.loop.await(load::allConnected, TIMEOUT)) {
      throw new IOException("not all were let in");
    }
    return load;
  }

  private ChatLoad() throws IOException {}

  /**
   * Closed loop: each user always has the given number of messages in flight, after fewer at first.
   */
  public LoadResult inFlight(int count, Duration warmUp, Duration measured) throws IOException {
    for (int fewer = 1; fewer < count; fewer *= 2) {
      Pace pace = Pace.inFlight(fewer);
      loop.run(warmUp.dividedBy(8), () -> pace.go(participants));
    }
    return run(Pace.inFlight(count), warmUp, measured);
  }

  /** Open loop: all users together post at this rate, however the server answers. */
  public LoadResult rate(double perSecond, Duration warmUp, Duration measured) throws IOException {
    return run(Pace.rate(perSecond), warmUp, measured);
  }

  /**
   * Closed loop in the calling thread, until a condition holds.
   *
   * @param acknowledged receives the number of acknowledged messages after each turn
   */
  public void inFlight(int count, BooleanSupplier until, LongConsumer acknowledged)
      throws IOException {
    Pace pace = Pace.inFlight(count);
    while (!until.getAsBoolean()) {
      pace.go(participants);
      loop.turn(1);
      acknowledged.accept(acknowledged());
    }
    loop.await(() -> lost() == 0, TIMEOUT);
  }

  /** Returns whether all messages arrived, once and in order. */
  public boolean isClean() {
    return lost() == 0 && violations.isClean();
  }

  private LoadResult run(Pace pace, Duration warmUp, Duration measured) throws IOException {
    loop.run(warmUp, () -> pace.go(participants));
    latency.reset();
    double rate = loop.perSecond(this::acknowledged, measured, () -> pace.go(participants));
    Histogram measurement = latency.copy();
    loop.await(() -> lost() == 0, TIMEOUT);
    return new LoadResult(rate, measurement, lost(), violations);
  }

  private void record(long nanos) {
    latency.recordValue(Math.min(nanos / 1000, LONGEST_MICROS));
  }

  private boolean allConnected() {
    return participants.stream().allMatch(Participant::isConnected);
  }

  private long acknowledged() {
    return participants.stream().mapToLong(Participant::acknowledged).sum();
  }

  private long lost() {
    return participants.stream()
        .mapToLong(p -> (long) Participant.USERS * p.sent() - p.delivered())
        .sum();
  }

  @Override
  public void close() throws IOException {
    for (Participant participant : participants) {
      participant.leave();
    }
    loop.close();
  }
}
