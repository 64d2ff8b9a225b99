package io.chats.adapter.nats.bus;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request on its way to its answer. The first answer stands: the clock's, if the work is late.
 */
final class Exchange {

  private final long arrived = System.nanoTime();
  private final int largestReply;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final CompletableFuture<Void> clock = new CompletableFuture<>();
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
  private volatile Route route = Route.UNKNOWN;
  private volatile Map<String, String> ids = Map.of();

  Exchange(int largestReply) {
    this.largestReply = largestReply;
  }

  private enum Stage {
    WAITING,
    BEGUN,
    GIVEN_UP
  }

  /**
   * When nothing else has answered by then: gives up what has not begun, saying that nothing was
   * done, and says of what has that its outcome is unknown.
   */
  void expireAfter(Duration time, Executor executor) {
    var unused =
        clock
            .completeOnTimeout(null, time.toNanos(), TimeUnit.NANOSECONDS)
            .thenRunAsync(this::expire, executor);
  }

  /** Whether the work may be done: it was not given up, and from now on never will be. */
  boolean begin() {
    return stage.compareAndSet(Stage.WAITING, Stage.BEGUN);
  }

  private void expire() {
    boolean givenUp = stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP);
    answer(givenUp ? Answer.OVERLOADED : Answer.LATE);
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
