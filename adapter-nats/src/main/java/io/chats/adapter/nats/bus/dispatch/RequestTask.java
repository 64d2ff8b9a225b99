package io.chats.adapter.nats.bus.dispatch;

import io.chats.adapter.nats.bus.TrafficLog;
import io.chats.adapter.nats.bus.reply.EncodedReply;
import io.chats.adapter.nats.bus.reply.Reply;
import io.chats.adapter.nats.bus.request.RequestBody;
import io.chats.adapter.nats.bus.request.RequestCall;
import io.chats.adapter.nats.bus.request.RequestCall.Kind;
import io.chats.adapter.nats.bus.request.Route;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.MDC;

/** What a request takes to be answered. It is over only after it is answered, maybe much later. */
public final class RequestTask implements ChatLanes.Task {

  private final Exchange exchange;
  private final ErrorReplies failures;
  private final ReadBulkhead room;
  private final Executor executor;
  private final Runnable whenOver;
  private final AtomicBoolean over = new AtomicBoolean();
  private RequestCall call;

  /**
   * @param executor runs what may block
   */
  public RequestTask(
      Exchange exchange,
      ErrorReplies failures,
      ReadBulkhead room,
      Executor executor,
      Runnable whenOver) {
    this.exchange = exchange;
    this.failures = failures;
    this.room = room;
    this.executor = executor;
    this.whenOver = whenOver;
  }

  public RequestCall read(Route route, RequestBody body) {
    exchange.routed(route);
    try {
      call = route.read(body);
      return call;
    } finally {
      exchange.about(body.ids());
    }
  }

  @Override
  public Kind kind() {
    return call.kind();
  }

  @Override
  public boolean blocks() {
    return call.blocks();
  }

  @Override
  public CompletionStage<Void> start() {
    if (call.blocks()) {
      return afterWaiting();
    }
    return room.enterAtOnce(call.size()) ? carriedOut() : afterWaitingElsewhere();
  }

  private CompletionStage<Void> afterWaitingElsewhere() {
    try {
      return CompletableFuture.supplyAsync(this::afterWaiting, executor)
          .thenCompose(stage -> stage);
    } catch (RejectedExecutionException e) {
      return refused();
    }
  }

  private CompletionStage<Void> afterWaiting() {
    return room.enter(call.size()) ? carriedOut() : refused();
  }

  private CompletionStage<Void> refused() {
    over(EncodedReply.OVERLOADED);
    return CompletableFuture.completedFuture(null);
  }

  private CompletionStage<Void> carriedOut() {
    return replied().handle(this::finished).whenComplete((done, e) -> room.leave(call.size()));
  }

  private CompletionStage<Reply> replied() {
    if (!exchange.begin()) {
      // Its caller was told that nothing is done.
      return CompletableFuture.completedFuture(null);
    }
    // What is logged by whomever starts it is told to belong to this request.
    MDC.put(TrafficLog.REQUEST, exchange.id());
    try {
      return call.work().get();
    } catch (Throwable e) {
      return CompletableFuture.failedFuture(e);
    } finally {
      MDC.remove(TrafficLog.REQUEST);
    }
  }

  private Void finished(Reply reply, Throwable failure) {
    if (failure != null) {
      failed(failure);
    } else {
      succeeded(reply);
    }
    return null;
  }

  private void succeeded(Reply reply) {
    if (exchange.isAnswered()) {
      release();
      return;
    }
    try {
      over(EncodedReply.ok(reply.encoded(exchange.largestReply())));
    } catch (Throwable e) {
      failed(e);
    }
  }

  public void failed(Throwable failure) {
    over(failures.answer(failure, exchange.route(), exchange.ids()));
  }

  public void over(EncodedReply answer) {
    release();
    exchange.answer(answer);
  }

  private void release() {
    if (over.compareAndSet(false, true)) {
      whenOver.run();
    }
  }
}
