package io.chats.adapter.websocket;

import io.chats.adapter.websocket.frame.FrameType;
import io.chats.domain.port.TrafficMonitor;
import io.chats.domain.refusal.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Counts and times frames by type and result (SPEC 9). */
final class FrameTally {

  private static final String UNKNOWN = "unknown";
  private static final String OK = "ok";
  private static final Optional<ErrorCode> UNFORESEEN = Optional.of(ErrorCode.UNFORESEEN);

  private final TrafficMonitor monitor;

  FrameTally(TrafficMonitor monitor) {
    this.monitor = monitor;
  }

  /** A frame is about to be handled. */
  Entry begin() {
    return new Entry(System.nanoTime());
  }

  /** A frame that is being handled. */
  final class Entry {

    private final long start;

    private Entry(long start) {
      this.start = start;
    }

    /** It is handled. */
    void end(FrameType type, Optional<ErrorCode> error) {
      end(Optional.of(type.wireName()), error);
    }

    /** It is handled, whatever it called itself. */
    void end(Optional<String> request, Optional<ErrorCode> error) {
      monitor.frame(
          request.flatMap(FrameType::named).map(FrameType::wireName).orElse(UNKNOWN),
          error.map(code -> Integer.toString(code.number())).orElse(OK),
          Duration.ofNanos(System.nanoTime() - start));
    }

    /** It is handled once these are; the first error in their order counts. */
    void endWith(FrameType type, List<CompletableFuture<Optional<ErrorCode>>> parts) {
      CompletionStage<Void> all =
          CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new));
      all.whenComplete((done, failure) -> end(type, firstError(parts)));
    }
  }

  private static Optional<ErrorCode> firstError(
      List<CompletableFuture<Optional<ErrorCode>>> parts) {
    return parts.stream()
        .map(part -> part.isCompletedExceptionally() ? UNFORESEEN : part.join())
        .flatMap(Optional::stream)
        .findFirst();
  }
}
