package io.chats.adapter.websocket.request;

import io.chats.adapter.websocket.frame.FrameType;
import io.chats.domain.id.SessionId;
import io.chats.domain.port.TrafficMonitor;
import io.chats.domain.refusal.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Numbers the frames of one session, counts and times them by type and result (spec 9). Used for
 * one frame at a time.
 */
final class FrameMetrics {

  private static final String UNKNOWN = "unknown";
  private static final String OK = "ok";
  private static final Optional<ErrorCode> UNFORESEEN = Optional.of(ErrorCode.UNFORESEEN);

  private final SessionId session;
  private final TrafficMonitor monitor;
  private long frames;

  FrameMetrics(SessionId session, TrafficMonitor monitor) {
    this.session = session;
    this.monitor = monitor;
  }

  /** Starts to measure a frame. */
  Run start() {
    frames++;
    return new Run(session + "-" + frames, System.nanoTime(), monitor);
  }

  /**
   * The handling of one frame, from its start to its end.
   *
   * @param id the id of the frame, unique among all sessions
   */
  record Run(String id, long start, TrafficMonitor monitor) {

    /** Counts the frame as handled. */
    void end(FrameType type, Optional<ErrorCode> error) {
      end(Optional.of(type.wireName()), error);
    }

    /** Counts the frame as handled, as {@code unknown} when there is no such type. */
    void end(Optional<String> request, Optional<ErrorCode> error) {
      monitor.frame(
          request.flatMap(FrameType::named).map(FrameType::wireName).orElse(UNKNOWN),
          error.map(code -> Integer.toString(code.number())).orElse(OK),
          Duration.ofNanos(System.nanoTime() - start));
    }

    /** Counts the frame once all parts are complete; the first error in their order counts. */
    void endAfter(FrameType type, List<CompletableFuture<Optional<ErrorCode>>> parts) {
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
