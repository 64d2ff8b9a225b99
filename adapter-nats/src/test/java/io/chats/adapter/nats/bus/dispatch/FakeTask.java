package io.chats.adapter.nats.bus.dispatch;

import io.chats.adapter.nats.bus.request.RequestCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A task for tests. */
record FakeTask(RequestCall.Kind kind, boolean blocks, Supplier<CompletionStage<?>> work)
    implements ChatLanes.Task {

  /** A read that does not block when it is started. */
  static ChatLanes.Task promptRead(Supplier<CompletionStage<?>> work) {
    return new FakeTask(RequestCall.Kind.READ, false, work);
  }

  /** A post that ends as soon as the work was run. */
  static ChatLanes.Task post(Runnable work) {
    return new FakeTask(
        RequestCall.Kind.POST,
        true,
        () -> {
          work.run();
          return CompletableFuture.completedFuture(null);
        });
  }

  @Override
  public CompletionStage<?> start() {
    return work.get();
  }
}
