package io.chats.benchmarks.age;

import io.chats.benchmarks.client.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long answers take that are asked for one after the other. An error, or no answer within 20
 * seconds, counts as 20 seconds. Used by one thread.
 */
final class Waits {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final EventLoop loop;
  private boolean answered;
  private long nanos;

  Waits(EventLoop loop) {
    this.loop = loop;
  }

  /** Asks for something; the answer calls the listener of {@link #median}. */
  @FunctionalInterface
  interface Question<T> {
    void ask(T about, Answer answer) throws IOException;
  }

  /** An answer that is awaited. */
  @FunctionalInterface
  interface Answer {
    void arrived(boolean good);
  }

  /** Asks about each in turn, and returns the median in milliseconds. */
  <T> double median(List<T> all, Question<T> question) throws IOException {
    Histogram each = new Histogram(3);
    for (T one : all) {
      each.recordValue(nanos(one, question));
    }
    return each.getValueAtPercentile(50) / 1e6;
  }

  private <T> long nanos(T about, Question<T> question) throws IOException {
    answered = false;
    nanos = LIMIT.toNanos();
    long start = System.nanoTime();
    question.ask(
        about,
        good -> {
          answered = true;
          nanos = good ? System.nanoTime() - start : LIMIT.toNanos();
        });
    loop.await(() -> answered, LIMIT);
    return nanos;
  }
}
