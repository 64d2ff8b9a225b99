package io.chats.adapter.websocket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Measures how long clients wait for the acknowledgement of a message, undisturbed and disturbed in
 * turns, so that other work of the machine affects both alike. Medians over the rounds exclude
 * single hiccups; when even they are slow, everything is measured once more.
 */
final class Latencies implements AutoCloseable {

  private static final int ROUNDS = 7;
  private static final int ATTEMPTS = 3;
  private static final int WITNESSES = 4;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int FIRST_USER = 1_000;

  private final List<RawClient> witnesses = new ArrayList<>();
  private final int samples;
  private double undisturbed;
  private double disturbed;

  /**
   * @param samples the samples of each round, of all witnesses together
   */
  Latencies(RunningServer server, int samples) {
    this.samples = samples;
    for (int i = 0; i < WITNESSES; i++) {
      witnesses.add(RawClient.join(server, FIRST_USER + i));
    }
  }

  /**
   * Measures both.
   *
   * @param disturbance does the work that should not matter; it calls the given pause regularly, so
   *     that the work is spread over the round
   */
  void compare(Consumer<Runnable> disturbance) {
    round(pause -> {});
    for (int i = 0; i < ATTEMPTS && (i == 0 || ratio() > 1.5); i++) {
      List<Double> without = new ArrayList<>();
      List<Double> with = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        without.add(round(pause -> {}));
        with.add(round(disturbance));
      }
      undisturbed = median(without);
      disturbed = median(with);
    }
  }

  double ratio() {
    return disturbed / undisturbed;
  }

  /** The 99th percentile of one round, in milliseconds. */
  private double round(Consumer<Runnable> disturbance) {
    List<CompletableFuture<long[]>> measured = new ArrayList<>();
    for (RawClient witness : witnesses) {
      CompletableFuture<long[]> result = new CompletableFuture<>();
      Thread.ofPlatform().start(() -> result.completeAsync(() -> measure(witness), Runnable::run));
      measured.add(result);
    }
    disturbance.accept(() -> LockSupport.parkNanos(PAUSE_NANOS));
    long[] all =
        measured.stream()
            .map(CompletableFuture::join)
            .flatMapToLong(Arrays::stream)
            .sorted()
            .toArray();
    return all[all.length * 99 / 100] / 1e6;
  }

  private long[] measure(RawClient witness) {
    long[] nanos = new long[samples / WITNESSES];
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      witness.text(
          "{\"type\":\"message\",\"data\":{\"messages\":[{\"chatId\":1,\"type\":\"message\","
              + "\"text\":\"Still here\"}]}}");
      witness.readText();
      nanos[i] = System.nanoTime() - start;
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return nanos;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  @Override
  public String toString() {
    return String.format(
        "p99 of the others: undisturbed %.2f ms, disturbed %.2f ms, ratio %.2f",
        undisturbed, disturbed, ratio());
  }

  @Override
  public void close() {
    witnesses.forEach(RawClient::close);
  }
}
