package io.chats.adapter.nats.bus;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One request on its way to its answer. The first answer stands: the clock's, if the work is late.
 */
final class Exchange {

  private final long arrived = System.nanoTime();
  private final int largestReply;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final CompletableFuture<Answer> clock = new CompletableFuture<>();
  private volatile Route route = Route.UNKNOWN;
  private volatile Map<String, String> ids = Map.of();

  Exchange(int largestReply) {
    this.largestReply = largestReply;
  }

  /** Answers with {@link Answer#LATE} when nothing else has by then. */
  void expireAfter(Duration time, Executor executor) {
    var unused =
        clock
            .completeOnTimeout(Answer.LATE, time.toNanos(), TimeUnit.NANOSECONDS)
            .thenAcceptAsync(this::answer, executor);
  }

  void routed(Route found) {
    route = found;
  }

  void about(Map<String, String> readIds) {
    ids = readIds;
  }

  /** Does nothing when the request was answered before. */
  void answer(Answer given) {
    clock.cancel(false);
    answer.complete(given);
  }

  boolean isAnswered() {
    return answer.isDone();
  }

  CompletableFuture<Answer> answered() {
    return answer;
  }

  Route route() {
    return route;
  }

  Map<String, String> ids() {
    return ids;
  }

  int largestReply() {
    return largestReply;
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - arrived);
  }
}
