package io.chats.adapter.nats.upstream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for what ends by itself: requests carry their own time-outs. */
final class Blocking {

  private Blocking() {}

  /** An interrupted wait ends as if the service had not answered. */
  static UpstreamReply await(CompletableFuture<UpstreamReply> reply) {
    try {
      return reply.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new UpstreamReply.Unavailable();
    } catch (ExecutionException e) {
      throw new IllegalStateException("replies never fail", e);
    }
  }
}
