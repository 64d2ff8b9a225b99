package io.chats.adapter.nats.bus;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A task of the test's. */
record FakeTask(Call.Kind kind, boolean blocks, Supplier<CompletionStage<?>> work)
    implements Lanes.Task {

  /** Does not block when it is started. */
  static Lanes.Task promptRead(Supplier<CompletionStage<?>> work) {
    return new FakeTask(Call.Kind.READ, false, work);
  }

  /** Is over as soon as that was run. */
  static Lanes.Task post(Runnable work) {
    return new FakeTask(
        Call.Kind.POST,
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
