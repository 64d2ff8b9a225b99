package io.chats.adapter.websocket.request;

import io.chats.adapter.websocket.frame.FrameType;
import io.chats.domain.event.ClientEvent.RequestFailed;
import io.chats.domain.id.ChatId;
import io.chats.domain.id.ClientMessageId;
import io.chats.domain.port.ClientSession;
import io.chats.domain.port.FailureReporter;
import io.chats.domain.port.StoreUnavailableException;
import io.chats.domain.refusal.ErrorCode;
import io.chats.domain.refusal.Refusal;
import io.chats.domain.refusal.RefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** The one place in which what went wrong becomes what a client is told (spec 11). */
public final class FrameErrors {

  /** What a log line and the report of a failure name a frame by. */
  static final String REQUEST = "request";

  private final ClientSession client;
  private final FailureReporter reporter;

  public FrameErrors(ClientSession client, FailureReporter reporter) {
    this.client = client;
    this.reporter = reporter;
  }

  /**
   * What to tell of a failure; reports it if nobody foresaw it.
   *
   * @param request which frame it was
   */
  RequestFailed of(Throwable failure, String request, FrameType frame, Optional<ChatId> chat) {
    return switch (failure) {
      case CompletionException wrapper when wrapper.getCause() != null ->
          of(wrapper.getCause(), request, frame, chat);
      case RefusedException refused -> of(refused.refusal(), frame);
      case StoreUnavailableException unavailable -> outcomeUnknown(frame);
      case TimeoutException late -> outcomeUnknown(frame);
      default -> unforeseen(failure, request, frame, chat);
    };
  }

  RequestFailed of(Refusal refusal, FrameType frame) {
    Refusal shown =
        refusal instanceof Refusal.NoSuchChat missing
            // Who does not take part is not told which chats there are.
            ? new Refusal.NotAParticipant(missing.chat(), client.user())
            : refusal;
    return failed(shown.code(), shown.explanation(), frame);
  }

  /** The same, of one message of the frame. */
  static RequestFailed naming(Optional<ClientMessageId> message, RequestFailed failed) {
    return new RequestFailed(failed.code(), failed.explanation(), failed.request(), message);
  }

  private RequestFailed unforeseen(
      Throwable failure, String request, FrameType frame, Optional<ChatId> chat) {
    Map<String, String> context = new HashMap<>();
    context.put(REQUEST, request);
    context.put("session", client.id().toString());
    context.put("user", client.user().toString());
    chat.ifPresent(id -> context.put("chat", id.toString()));
    reporter.unforeseen(failure, "frame " + frame.wireName(), context);
    return failed(ErrorCode.UNFORESEEN, "something went wrong, the outcome is unknown", frame);
  }

  private static RequestFailed outcomeUnknown(FrameType frame) {
    return failed(
        ErrorCode.DATABASE_UNAVAILABLE,
        "the database did not answer in time, the outcome is unknown",
        frame);
  }

  private static RequestFailed failed(ErrorCode code, String explanation, FrameType frame) {
    return new RequestFailed(code, explanation, Optional.of(frame.wireName()), Optional.empty());
  }
}
