package io.chats.adapter.websocket.request;

import io.chats.adapter.websocket.frame.BadFrameException;
import io.chats.adapter.websocket.frame.ClientFrame;
import io.chats.adapter.websocket.frame.FrameDecoder;
import io.chats.adapter.websocket.frame.FrameType;
import io.chats.application.api.OpenSession;
import io.chats.domain.event.ClientEvent.Pong;
import io.chats.domain.event.ClientEvent.RequestFailed;
import io.chats.domain.id.ChatId;
import io.chats.domain.port.ClientSession;
import io.chats.domain.refusal.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.MDC;

/**
 * Handles the frames of one session: each is done, or answered with errors, and is counted. Called
 * for one frame at a time; may block.
 */
public final class FrameHandler {

  private final FrameDecoder decoder;
  private final OpenSession session;
  private final ClientSession client;
  private final MessagePoster poster;
  private final FrameErrors failures;
  private final FrameMetrics tally;

  public FrameHandler(
      FrameDecoder decoder,
      OpenSession session,
      ClientSession client,
      MessagePoster poster,
      FrameErrors failures,
      FrameMetrics tally) {
    this.decoder = decoder;
    this.session = session;
    this.client = client;
    this.poster = poster;
    this.failures = failures;
    this.tally = tally;
  }

  /** Does what the frame asks for. */
  public void handle(String text) {
    FrameMetrics.Entry entry = tally.begin();
    // What is logged on the way, by whomever, is told to belong to this frame.
    MDC.put(FrameErrors.REQUEST, entry.id());
    try {
      handle(text, entry);
    } finally {
      MDC.remove(FrameErrors.REQUEST);
    }
  }

  private void handle(String text, FrameMetrics.Entry entry) {
    try {
      switch (decoder.decode(text)) {
        case ClientFrame.Messages messages -> post(messages, entry);
        case ClientFrame.Sync sync -> sync(sync, entry);
        case ClientFrame other -> entry.end(other.type(), tell(attempt(other, entry)));
      }
    } catch (BadFrameException e) {
      refuse(e, entry);
    }
  }

  /** Does nothing of what the frame asks for, since its sender sends too many (111). */
  public void refuse(String text) {
    FrameMetrics.Entry entry = tally.begin();
    try {
      ClientFrame frame = decoder.decode(text);
      entry.end(frame.type(), tell(RateRefusals.of(frame)));
    } catch (BadFrameException e) {
      entry.end(e.request(), tell(List.of(RateRefusals.of(e.request()))));
    }
  }

  /** Answers something that was no text. */
  public void refuseBinary() {
    refuse(BadFrameException.binary(), tally.begin());
  }

  private void refuse(BadFrameException bad, FrameMetrics.Entry entry) {
    RequestFailed failed =
        new RequestFailed(bad.code(), bad.explanation(), bad.request(), Optional.empty());
    entry.end(bad.request(), tell(List.of(failed)));
  }

  /** What failed; empty when all went well. */
  private List<RequestFailed> attempt(ClientFrame frame, FrameMetrics.Entry entry) {
    try {
      carryOut(frame);
      return List.of();
    } catch (RuntimeException e) {
      return List.of(failures.of(e, entry.id(), frame.type(), chatOf(frame)));
    }
  }

  private void carryOut(ClientFrame frame) {
    switch (frame) {
      case ClientFrame.MarkRead read -> session.markRead(read.chat(), read.upTo());
      case ClientFrame.AskOpponentStatus ask -> session.askOpponentStatus(ask.chat());
      case ClientFrame.Typing typing -> session.typing(typing.chat(), typing.status());
      case ClientFrame.Join join -> session.join(join.order());
      case ClientFrame.Ping ping -> client.send(new Pong());
      case ClientFrame.Messages messages -> throw new IllegalArgumentException("to be posted");
      case ClientFrame.Sync sync -> throw new IllegalArgumentException("to be waited for");
    }
  }

  private static Optional<ChatId> chatOf(ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.MarkRead read -> Optional.of(read.chat());
      case ClientFrame.AskOpponentStatus ask -> Optional.of(ask.chat());
      case ClientFrame.Typing typing -> Optional.of(typing.chat());
      default -> Optional.empty();
    };
  }

  /** Goes on at once; the frames that come meanwhile do not wait for a client to catch up. */
  private void sync(ClientFrame.Sync sync, FrameMetrics.Entry entry) {
    CompletableFuture<Optional<ErrorCode>> answer =
        session
            .sync(sync.positions())
            .handle((done, failure) -> tell(failedSync(failure, entry)))
            .toCompletableFuture();
    entry.endWith(sync.type(), List.of(answer));
  }

  private List<RequestFailed> failedSync(Throwable failure, FrameMetrics.Entry entry) {
    return failure == null
        ? List.of()
        : List.of(failures.of(failure, entry.id(), FrameType.SYNC, Optional.empty()));
  }

  private void post(ClientFrame.Messages frame, FrameMetrics.Entry entry) {
    List<ClientFrame.Post> posts = new ArrayList<>();
    List<RequestFailed> bad = new ArrayList<>();
    for (ClientFrame.Entry message : frame.entries()) {
      switch (message) {
        case ClientFrame.Post post -> posts.add(post);
        case ClientFrame.BadPost refused -> bad.add(failed(refused));
      }
    }
    List<CompletableFuture<Optional<ErrorCode>>> parts = new ArrayList<>();
    parts.add(CompletableFuture.completedFuture(tell(bad)));
    poster.post(entry.id(), posts).forEach(answer -> parts.add(answer.thenApply(this::tell)));
    entry.endWith(frame.type(), parts);
  }

  private static RequestFailed failed(ClientFrame.BadPost bad) {
    return new RequestFailed(
        bad.code(),
        bad.explanation(),
        Optional.of(FrameType.MESSAGE.wireName()),
        bad.clientMessageId());
  }

  /**
   * Tells the client.
   *
   * @return the first error
   */
  private Optional<ErrorCode> tell(List<RequestFailed> failed) {
    failed.forEach(client::send);
    return failed.stream().findFirst().map(RequestFailed::code);
  }
}
