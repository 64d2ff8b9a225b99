package io.chats.adapter.nats.bus;

import io.chats.adapter.nats.bus.Call.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a request takes to be answered. It is over only after it is answered, maybe much later. */
final class Work implements Lanes.Task, Gate.Entrant {

  /** Fewer chats and messages than these are not what makes a request costly. */
  private static final int LEAST_READ = 8;

  private final Exchange exchange;
  private final Failures failures;
  private final Gates gates;
  private final Runnable whenOver;
  private final AtomicBoolean over = new AtomicBoolean();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private Call call;

  Work(Exchange exchange, Failures failures, Gates gates, Runnable whenOver) {
    this.exchange = exchange;
    this.failures = failures;
    this.gates = gates;
    this.whenOver = whenOver;
  }

  /** Where reads and changes wait for their turn. */
  record Gates(Gate reads, Gate changes) {}

  Call read(Route route, Body body) {
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
  public CompletionStage<?> start() {
    switch (call.kind()) {
      case READ -> gates.reads().enter(this);
      case CHANGE -> gates.changes().enter(this);
      // Does not wait for the database itself, so that many can be stored together.
      case POST -> begin();
    }
    return end;
  }

  @Override
  public int size() {
    return call.kind() == Kind.READ ? Math.max(LEAST_READ, call.size()) : 1;
  }

  @Override
  public void begin() {
    var unused = replied().handle(this::finished);
  }

  @Override
  public void refuse() {
    over(Answer.OVERLOADED);
    end.complete(null);
  }

  private CompletionStage<Reply> replied() {
    if (!exchange.begin()) {
      // Its caller was told that nothing is done.
      return CompletableFuture.completedFuture(null);
    }
    try {
      return call.work().get();
    } catch (Throwable e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Void finished(Reply reply, Throwable failure) {
    try {
      if (failure != null) {
        failed(failure);
      } else {
        succeeded(reply);
      }
    } finally {
      leave();
      end.complete(null);
    }
    return null;
  }

  private void leave() {
    switch (call.kind()) {
      case READ -> gates.reads().leave(this);
      case CHANGE -> gates.changes().leave(this);
      case POST -> {}
    }
  }

  private void succeeded(Reply reply) {
    if (exchange.isAnswered()) {
      release();
      return;
    }
    try {
      over(Answer.ok(reply.encoded(exchange.largestReply())));
    } catch (Throwable e) {
      failed(e);
    }
  }

  void failed(Throwable failure) {
    over(failures.answer(failure, exchange.route(), exchange.ids()));
  }

  void over(Answer answer) {
    release();
    exchange.answer(answer);
  }

  private void release() {
    if (over.compareAndSet(false, true)) {
      whenOver.run();
    }
  }
}
