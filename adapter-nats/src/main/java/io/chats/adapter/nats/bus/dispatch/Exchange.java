package io.chats.adapter.nats.bus.dispatch;

import io.chats.adapter.nats.bus.TrafficLog;
import io.chats.adapter.nats.bus.reply.EncodedReply;
import io.chats.adapter.nats.bus.request.Route;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request on its way to its answer. The first answer stands: the clock's, if the work is late.
 */
public final class Exchange {

  private final long arrived = System.nanoTime();
  private final String id;
  private final int largestReply;

  /** Fails when it is late. */
  private final CompletableFuture<EncodedReply> answer = new CompletableFuture<>();

  private final CompletableFuture<EncodedReply> answered = answer.exceptionally(late -> expired());
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
  private volatile Route route = Route.UNKNOWN;
  private volatile Map<String, String> ids;

  /**
   * @param id that everything about this request is told under
   */
  public Exchange(String id, int largestReply) {
    this.id = id;
    this.largestReply = largestReply;
    this.ids = Map.of(TrafficLog.REQUEST, id);
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
  public void expireUnder(SharedTimeLimit limit) {
    limit.apply(answer);
  }

  /** Whether the work may be done: it was not given up, and from now on never will be. */
  boolean begin() {
    return stage.compareAndSet(Stage.WAITING, Stage.BEGUN);
  }

  private EncodedReply expired() {
    boolean givenUp = stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP);
    return givenUp ? EncodedReply.OVERLOADED : EncodedReply.LATE;
  }

  void routed(Route found) {
    route = found;
  }

  void about(Map<String, String> readIds) {
    Map<String, String> all = new LinkedHashMap<>(readIds);
    all.put(TrafficLog.REQUEST, id);
    ids = Collections.unmodifiableMap(all);
  }

  /** Does nothing when the request was answered before. */
  public void answer(EncodedReply given) {
    answer.complete(given);
  }

  boolean isAnswered() {
    return answer.isDone();
  }

  public CompletableFuture<EncodedReply> answered() {
    return answered;
  }

  public Route route() {
    return route;
  }

  public String id() {
    return id;
  }

  /** Of the request itself, and those that were read of it. */
  Map<String, String> ids() {
    return ids;
  }

  int largestReply() {
    return largestReply;
  }

  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - arrived);
  }
}
