package io.chats.adapter.nats.bus.dispatch;

import io.chats.adapter.nats.bus.reply.EncodedReply;
import io.chats.adapter.nats.bus.reply.Reply;
import io.chats.adapter.nats.bus.request.RequestBody;
import io.chats.adapter.nats.bus.request.RequestCall;
import io.chats.adapter.nats.bus.request.Route;
import io.chats.support.Bulkhead;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.MDC;

/**
 * One request from arrival to reply; the package's documentation has its states. The first reply
 * stands: the time limit's, if the work is late.
 */
public final class RequestTask implements ChatLanes.Task {

  /** The name under which log lines and reports of failures have the id of a request. */
  public static final String REQUEST = "request";

  private enum State {
    WAITING,
    STARTED,
    GIVEN_UP
  }

  /**
   * Everything that tasks share.
   *
   * @param bulkhead bounds how many chats and messages all reads together hold
   * @param executor runs everything that may block
   */
  public record Shared(ErrorReplies errors, Bulkhead bulkhead, Executor executor) {}

  private final long arrived = System.nanoTime();
  private final String id;
  private final int maxReply;
  private final Shared shared;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final AtomicBoolean released = new AtomicBoolean();

  /** Fails when the time limit ends first. */
  private final CompletableFuture<EncodedReply> reply = new CompletableFuture<>();

  private final CompletableFuture<EncodedReply> replied = reply.exceptionally(late -> expired());
  private volatile Route route = Route.UNKNOWN;
  private volatile Map<String, String> ids;
  private volatile Runnable onRelease = () -> {};
  private RequestCall call;

  /**
   * @param id names the request in the logs of all nodes
   * @param maxReply the largest reply that the bus lets through, in bytes
   */
  public RequestTask(String id, int maxReply, Shared shared) {
    this.id = id;
    this.maxReply = maxReply;
    this.shared = shared;
    this.ids = Map.of(REQUEST, id);
  }

  /**
   * Notes that the request was admitted.
   *
   * @param limit when it ends first, the request is given up if it has not started (112), and its
   *     outcome is unknown to the caller if it has (300)
   * @param release runs once, when the work has ended
   */
  public void admitted(SharedTimeLimit limit, Runnable release) {
    onRelease = release;
    limit.apply(reply);
  }

  /** Reads the request, whose ids are known from now on. */
  public RequestCall read(Route found, RequestBody body) {
    route = found;
    try {
      call = found.read(body);
      return call;
    } finally {
      Map<String, String> all = new LinkedHashMap<>(body.ids());
      all.put(REQUEST, id);
      ids = Collections.unmodifiableMap(all);
    }
  }

  @Override
  public RequestCall.Kind kind() {
    return call.kind();
  }

  @Override
  public boolean blocks() {
    return call.blocks();
  }

  @Override
  public CompletionStage<Void> start() {
    if (call.blocks()) {
      return startWhenPermitted();
    }
    return shared.bulkhead().acquireNow(call.size()) ? run() : startElsewhere();
  }

  private CompletionStage<Void> startElsewhere() {
    try {
      return CompletableFuture.supplyAsync(this::startWhenPermitted, shared.executor())
          .thenCompose(stage -> stage);
    } catch (RejectedExecutionException e) {
      return refuse();
    }
  }

  private CompletionStage<Void> startWhenPermitted() {
    return shared.bulkhead().acquire(call.size()) ? run() : refuse();
  }

  private CompletionStage<Void> refuse() {
    end(EncodedReply.OVERLOADED);
    return CompletableFuture.completedFuture(null);
  }

  private CompletionStage<Void> run() {
    return result().handle(this::finish).whenComplete((done, e) -> releasePermits());
  }

  private void releasePermits() {
    shared.bulkhead().release(call.size());
  }

  private CompletionStage<Reply> result() {
    if (!state.compareAndSet(State.WAITING, State.STARTED)) {
      // The caller was told that nothing is done.
      return CompletableFuture.completedFuture(null);
    }
    // Log lines of the thread that starts the work belong to this request.
    MDC.put(REQUEST, id);
    try {
      return call.work().get();
    } catch (Throwable e) {
      return CompletableFuture.failedFuture(e);
    } finally {
      MDC.remove(REQUEST);
    }
  }

  private Void finish(Reply result, Throwable failure) {
    if (failure != null) {
      fail(failure);
    } else if (reply.isDone()) {
      release();
    } else {
      succeed(result);
    }
    return null;
  }

  private void succeed(Reply result) {
    try {
      end(EncodedReply.ok(result.encoded(maxReply)));
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Ends the request with the error that stands for the failure. */
  public void fail(Throwable failure) {
    end(shared.errors().replyTo(failure, route, ids));
  }

  /** Ends the request. It is released before its caller hears of it, who may send the next one. */
  public void end(EncodedReply last) {
    release();
    reply.complete(last);
  }

  private void release() {
    if (released.compareAndSet(false, true)) {
      onRelease.run();
    }
  }

  private EncodedReply expired() {
    boolean isGivenUp = state.compareAndSet(State.WAITING, State.GIVEN_UP);
    return isGivenUp ? EncodedReply.OVERLOADED : EncodedReply.LATE;
  }

  /** Completes with the reply; never fails. */
  public CompletableFuture<EncodedReply> replied() {
    return replied;
  }

  public String id() {
    return id;
  }

  public Route route() {
    return route;
  }

  /** The time since the request arrived. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - arrived);
  }
}
