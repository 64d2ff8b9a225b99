package io.chats.adapter.websocket.request;

import io.chats.adapter.websocket.frame.BadFrameException;
import io.chats.adapter.websocket.frame.ClientFrame;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Makes the error frames of one session: the one place that decides their codes (spec 11). */
record FrameErrors(ClientSession client, FailureReporter reporter) {

  /** The key of a frame's id in log lines and in reported failures. */
  static final String REQUEST = "request";

  /**
   * The error for a failure; an unforeseen failure is also reported.
   *
   * @param request the id of the frame
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
            // Users who are not participants must not learn which chats exist.
            ? new Refusal.NotAParticipant(missing.chat(), client.user())
            : refusal;
    return failed(shown.code(), shown.explanation(), frame);
  }

  static RequestFailed of(BadFrameException bad) {
    return new RequestFailed(bad.code(), bad.explanation(), bad.request(), Optional.empty());
  }

  static RequestFailed of(ClientFrame.BadPost bad) {
    return naming(bad.clientMessageId(), failed(bad.code(), bad.explanation(), FrameType.MESSAGE));
  }

  /** The errors for a frame that came too soon: one for each message in it (spec 10). */
  static List<RequestFailed> tooMany(ClientFrame frame) {
    RequestFailed refusal = tooMany(Optional.of(frame.type().wireName()));
    return frame instanceof ClientFrame.Messages messages
        ? messages.entries().stream()
            .map(entry -> naming(entry.clientMessageId(), refusal))
            .toList()
        : List.of(refusal);
  }

  static RequestFailed tooMany(Optional<String> request) {
    return new RequestFailed(
        ErrorCode.TOO_MANY_FRAMES, "too many frames", request, Optional.empty());
  }

  /** The same error for one message of the frame. */
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
