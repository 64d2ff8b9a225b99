package io.chats.adapter.websocket.request;

import io.chats.adapter.websocket.connection.Refusals;
import io.chats.adapter.websocket.frame.BadFrameException;
import io.chats.adapter.websocket.frame.ClientFrame;
import io.chats.adapter.websocket.frame.FrameDecoder;
import io.chats.adapter.websocket.frame.FrameType;
import io.chats.adapter.websocket.settings.WebSocketRuntime;
import io.chats.adapter.websocket.settings.WebSocketSettings;
import io.chats.application.api.OpenSession;
import io.chats.domain.event.ClientEvent.Pong;
import io.chats.domain.event.ClientEvent.RequestFailed;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.ClientSession;
import io.chats.domain.refusal.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.MDC;

/**
 * Handles the frames of one session: numbers them, calls the use case of each, sends the errors,
 * and counts and times them by type and result (spec 9). Called for one frame at a time; may block.
 */
public final class FrameHandler {

  private static final String UNKNOWN = "unknown";
  private static final Optional<ErrorCode> UNFORESEEN = Optional.of(ErrorCode.UNFORESEEN);

  private final FrameDecoder decoder;
  private final OpenSession session;
  private final ClientSession client;
  private final MessagePoster poster;
  private final FrameErrors errors;
  private final Refusals refusals;
  private final String address;
  private long frames;

  /**
   * @param address of the client, for the log
   */
  public FrameHandler(
      FrameDecoder decoder,
      OpenSession session,
      ClientSession client,
      WebSocketSettings settings,
      WebSocketRuntime runtime,
      Refusals refusals,
      String address) {
    this.decoder = decoder;
    this.session = session;
    this.client = client;
    this.errors = new FrameErrors(client, runtime.failures());
    this.poster = new MessagePoster(session, errors, runtime.scheduler(), settings);
    this.refusals = refusals;
    this.address = address;
  }

  /** Does what the frame asks for. */
  public void handle(String text) {
    Run run = start();
    // All lines that are logged meanwhile name this frame.
    MDC.put(FrameErrors.REQUEST, run.id());
    try {
      dispatch(decoder.decode(text), run);
    } catch (BadFrameException e) {
      refuse(e, run);
    } finally {
      MDC.remove(FrameErrors.REQUEST);
    }
  }

  /** Does nothing of what the frame asks for, since the client sends too many (111). */
  public void refuse(String text) {
    Run run = start();
    try {
      ClientFrame frame = decoder.decode(text);
      run.end(frame.type(), send(FrameErrors.tooMany(frame)));
    } catch (BadFrameException e) {
      run.end(e.request(), send(List.of(FrameErrors.tooMany(e.request()))));
    }
  }

  /** Refuses a binary frame. */
  public void refuseBinary() {
    refuse(BadFrameException.binary(), start());
  }

  private void refuse(BadFrameException bad, Run run) {
    run.end(bad.request(), send(List.of(FrameErrors.of(bad))));
  }

  private void dispatch(ClientFrame frame, Run run) {
    Optional<ChatId> none = Optional.empty();
    switch (frame) {
      case ClientFrame.Messages messages -> post(messages, run);
      case ClientFrame.Sync sync -> sync(sync, run);
      case ClientFrame.MarkRead f ->
          call(f, Optional.of(f.chat()), run, () -> session.markRead(f.chat(), f.upTo()));
      case ClientFrame.AskOpponentStatus f ->
          call(f, Optional.of(f.chat()), run, () -> session.askOpponentStatus(f.chat()));
      case ClientFrame.Typing f ->
          call(f, Optional.of(f.chat()), run, () -> session.typing(f.chat(), f.status()));
      case ClientFrame.Join f -> call(f, none, run, () -> session.join(f.order()));
      case ClientFrame.Ping f -> call(f, none, run, () -> client.send(new Pong()));
    }
  }

  private void call(ClientFrame frame, Optional<ChatId> chat, Run run, Runnable useCase) {
    List<RequestFailed> failed = List.of();
    try {
      useCase.run();
    } catch (RuntimeException e) {
      failed = List.of(errors.of(e, run.id(), frame.type(), chat));
    }
    run.end(frame.type(), send(failed));
  }

  /** Returns at once: the frames that come during the sync do not wait for its end. */
  private void sync(ClientFrame.Sync sync, Run run) {
    CompletableFuture<Optional<ErrorCode>> answer =
        session
            .sync(sync.positions())
            .handle((done, failure) -> send(failedSync(failure, run)))
            .toCompletableFuture();
    run.endAfter(sync.type(), List.of(answer));
  }

  private List<RequestFailed> failedSync(Throwable failure, Run run) {
    return failure == null
        ? List.of()
        : List.of(errors.of(failure, run.id(), FrameType.SYNC, Optional.empty()));
  }

  private void post(ClientFrame.Messages frame, Run run) {
    List<ClientFrame.Post> posts = new ArrayList<>();
    List<RequestFailed> bad = new ArrayList<>();
    for (ClientFrame.Entry message : frame.entries()) {
      switch (message) {
        case ClientFrame.Post post -> posts.add(post);
        case ClientFrame.BadPost refused -> bad.add(FrameErrors.of(refused));
      }
    }
    List<CompletableFuture<Optional<ErrorCode>>> parts = new ArrayList<>();
    parts.add(CompletableFuture.completedFuture(send(bad)));
    poster.post(run.id(), posts).forEach(answer -> parts.add(answer.thenApply(this::send)));
    run.endAfter(frame.type(), parts);
  }

  /**
   * Sends errors to the client.
   *
   * @return the code of the first one
   */
  private Optional<ErrorCode> send(List<RequestFailed> failed) {
    failed.forEach(client::send);
    return failed.stream().findFirst().map(RequestFailed::code);
  }

  private Run start() {
    frames++;
    return new Run(client.id() + "-" + frames, System.nanoTime(), refusals, address);
  }

  /**
   * The handling of one frame, from its start to its end.
   *
   * @param id the id of the frame, unique among all sessions
   */
  private record Run(String id, long start, Refusals refusals, String address) {

    /** Counts the frame as handled. */
    void end(FrameType type, Optional<ErrorCode> error) {
      end(Optional.of(type.wireName()), error);
    }

    /** Counts the frame as handled, as {@code unknown} when there is no such type. */
    void end(Optional<String> request, Optional<ErrorCode> error) {
      refusals.frame(
          request.flatMap(FrameType::named).map(FrameType::wireName).orElse(UNKNOWN),
          error,
          Duration.ofNanos(System.nanoTime() - start),
          address);
    }

    /** Counts the frame once all parts are complete; the first error in their order counts. */
    void endAfter(FrameType type, List<CompletableFuture<Optional<ErrorCode>>> parts) {
      CompletionStage<Void> all =
          CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new));
      all.whenComplete((done, failure) -> end(type, firstError(parts)));
    }

    private static Optional<ErrorCode> firstError(
        List<CompletableFuture<Optional<ErrorCode>>> parts) {
      return parts.stream()
          .map(part -> part.isCompletedExceptionally() ? UNFORESEEN : part.join())
          .flatMap(Optional::stream)
          .findFirst();
    }
  }
}
