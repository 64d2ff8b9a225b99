package io.chats.adapter.nats.bus.dispatch;

import io.chats.adapter.nats.bus.reply.EncodedReply;
import io.chats.adapter.nats.bus.reply.Reply;
import io.chats.adapter.nats.bus.request.RequestBody;
import io.chats.adapter.nats.bus.request.RequestCall;
import io.chats.adapter.nats.bus.request.Router.Route;
import io.chats.support.Bulkhead;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.MDC;

/**
 * One request from its arrival until its work has ended; the package's documentation has its states
 * and their transitions. Safe for use by any thread; only {@link #start} may block, and only where
 * {@link #blocks} says so.
 */
public final class RequestTask implements ChatLanes.Task {

  /** The name of a request's id in log lines and reports of failures. */
  public static final String REQUEST = "request";

  private enum State {
    RECEIVED,
    WAITING,
    STARTED,
    GIVEN_UP,
    LATE,
    ENDED;

    State onTimeLimit() {
      return switch (this) {
        case WAITING -> GIVEN_UP;
        case STARTED -> LATE;
        default -> this;
      };
    }

    /** Returns whether the request counts as outstanding. */
    boolean isOutstanding() {
      return this != RECEIVED && this != ENDED;
    }
  }

  /**
   * Everything that tasks share.
   *
   * @param bulkhead bounds the number of chats and messages that all reads together hold
   * @param executor runs everything that may block
   */
  public record Shared(ErrorReplies errors, Bulkhead bulkhead, Executor executor) {}

  private final long arrived = System.nanoTime();
  private final String id;
  private final int maxReply;
  private final Shared shared;
  private final AtomicReference<State> state = new AtomicReference<>(State.RECEIVED);

  /** Completes with the outcome, or fails when the time limit ends first. */
  private final CompletableFuture<EncodedReply> reply = new CompletableFuture<>();

  private final CompletableFuture<EncodedReply> replied = reply.exceptionally(late -> expire());
  private volatile Route route = Route.UNKNOWN;
  private volatile Map<String, String> ids;
  private volatile Runnable onRelease = () -> {};
  private volatile EncodedReply outcome;
  private RequestCall call;

  /**
   * @param id the id of the request, unique among all nodes
   * @param maxReply the largest reply that the bus lets through, in bytes
   */
  public RequestTask(String id, int maxReply, Shared shared) {
    this.id = id;
    this.maxReply = maxReply;
    this.shared = shared;
    this.ids = Map.of(REQUEST, id);
  }

  /**
   * Notes that the request was admitted: it is outstanding until its work has ended.
   *
   * @param limit the time limit for the reply
   * @param release runs once, when the request is no longer outstanding
   */
  public void admitted(SharedTimeLimit limit, Runnable release) {
    onRelease = release;
    state.set(State.WAITING);
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
    return result()
        .handle(this::finish)
        .whenComplete((done, e) -> shared.bulkhead().release(call.size()));
  }

  private CompletionStage<Reply> result() {
    if (!state.compareAndSet(State.WAITING, State.STARTED)) {
      // It was given up: its caller has the reply that nothing was done.
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
    } else if (state.get() == State.STARTED) {
      succeed(result);
    } else {
      release();
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

  /**
   * Ends the request. It is released before its caller receives the reply, and may send the next
   * one. The reply is dropped when the time limit has ended before.
   */
  public void end(EncodedReply last) {
    outcome = last;
    release();
    reply.complete(last);
  }

  private void release() {
    if (state.getAndSet(State.ENDED).isOutstanding()) {
      onRelease.run();
    }
  }

  /** The reply at the time limit; a request that ends at that very moment keeps its outcome. */
  private EncodedReply expire() {
    return switch (state.getAndUpdate(State::onTimeLimit)) {
      case WAITING -> EncodedReply.OVERLOADED;
      case ENDED -> outcome;
      default -> EncodedReply.LATE;
    };
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
