package io.chats.adapter.nats.bus;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request on its way to its answer. The first answer stands: the clock's, if the work is late.
 */
final class Exchange {

  private final long arrived = System.nanoTime();
  private final String id;
  private final int largestReply;

  /** Fails when it is late. */
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();

  private final CompletableFuture<Answer> answered = answer.exceptionally(late -> expired());
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
  private volatile Route route = Route.UNKNOWN;
  private volatile Map<String, String> ids;

  /**
   * @param id that everything about this request is told under
   */
  Exchange(String id, int largestReply) {
    this.id = id;
    this.largestReply = largestReply;
    this.ids = Map.of(BusLog.REQUEST, id);
  }

  private enum Stage {
    WAITING,
    BEGUN,
    GIVEN_UP
  }

  /**
   * When nothing else has answered within the limit: gives up what has not begun, saying that
   * nothing was done, and says of what has that its outcome is unknown.
   */
  void expireUnder(TimeLimit limit) {
    limit.apply(answer);
  }

  /** Whether the work may be done: it was not given up, and from now on never will be. */
  boolean begin() {
    return stage.compareAndSet(Stage.WAITING, Stage.BEGUN);
  }

  private Answer expired() {
    boolean givenUp = stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP);
    return givenUp ? Answer.OVERLOADED : Answer.LATE;
  }

  void routed(Route found) {
    route = found;
  }

  void about(Map<String, String> readIds) {
    Map<String, String> all = new LinkedHashMap<>(readIds);
    all.put(BusLog.REQUEST, id);
    ids = Collections.unmodifiableMap(all);
  }

  /** Does nothing when the request was answered before. */
  void answer(Answer given) {
    answer.complete(given);
  }

  boolean isAnswered() {
    return answer.isDone();
  }

  CompletableFuture<Answer> answered() {
    return answered;
  }

  Route route() {
    return route;
  }

  String id() {
    return id;
  }

  /** Of the request itself, and those that were read of it. */
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
